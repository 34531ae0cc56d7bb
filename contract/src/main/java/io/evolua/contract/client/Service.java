package io.evolua.contract.client;

import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A running service. Whatever is made there has a name that nobody else uses. */
public final class Service {

    /** The system property that says where it is. */
    public static final String PROPERTY = "evolua.url";

    private static final ConcurrentHashMap<URI, Service> KNOWN = new ConcurrentHashMap<>();

    private final URI address;
    private final Client client;

    private Service(URI base) {
        this.address = base;
        this.client = Client.of(base);
    }

    /** The service at the address in the system property {@value #PROPERTY}. */
    public static Service current() {
        return at(URI.create(System.getProperty(PROPERTY, "http://127.0.0.1:8080")));
    }

    /** The service at an address. */
    public static Service at(URI base) {
        return KNOWN.computeIfAbsent(base, Service::new);
    }

    /** Where it is. */
    public URI address() {
        return address;
    }

    /** A client that is nobody. */
    public Client client() {
        return client;
    }

    /** A name that is free. */
    public static String fresh(String name) {
        byte[] random = new byte[6];
        ThreadLocalRandom.current().nextBytes(random);
        return name + "-" + HexFormat.of().formatHex(random);
    }

    /** Opens an account. */
    public User register(String username, String email, String password) {
        return client.post("/users/", Bodies.user(username, email, password)).as(201, User::of);
    }

    /** Opens an account with a free name, and logs in. */
    public Account account(String name) {
        String username = fresh(name);
        String password = "secret of " + username;
        User user = register(username, username + "@example.com", password);
        String token = login(user.email(), password);
        return new Account(user, password, token, as(token));
    }

    /** Tries to log in. */
    public Answer tryLogin(String email, String password) {
        return client.post(
                "/auth/token",
                Bodies.form("username", email, "password", password),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    /** Logs in. */
    public String login(String email, String password) {
        return tryLogin(email, password).as(200, json -> json.getString("access_token"));
    }

    /** A client that sends a token. */
    public Client as(String token) {
        return client.with("Authorization", "Bearer " + token);
    }

    /** Accounts with free names. */
    public List<Account> accounts(String... names) {
        return Arrays.stream(names).map(this::account).toList();
    }
}
