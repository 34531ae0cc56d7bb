package io.evolua.contract.client;

/**
 * An account with its password, logged in.
 *
 * @param client sends the account's token with every request
 */
public record Account(User user, String password, String token, Client client) {

    /** The account with another name, address or password, still with the old token. */
    public Account changed(User changed, String newPassword) {
        return new Account(changed, newPassword, token, client);
    }

    /** What the account's owner writes to stay as it is. */
    public String body() {
        return Bodies.user(user.username(), user.email(), password);
    }
}
