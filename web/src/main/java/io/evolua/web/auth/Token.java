package io.evolua.web.auth;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** What a successful login is answered with (RFC 6749, 5.1). */
@JsonbPropertyOrder({"accessToken", "tokenType"})
public record Token(
        @JsonbProperty("access_token") String accessToken,
        @JsonbProperty("token_type") String tokenType) {

    static Token bearer(String token) {
        return new Token(token, "bearer");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Token[" + tokenType + "]";
    }
}
