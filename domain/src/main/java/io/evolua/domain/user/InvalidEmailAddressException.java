package io.evolua.domain.user;

/** A text is not an e-mail address; the message is the reason, one sentence for whoever wrote the text. */
public final class InvalidEmailAddressException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidEmailAddressException(String reason) {
        super(reason);
    }

    /** Why the text is not an e-mail address. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
