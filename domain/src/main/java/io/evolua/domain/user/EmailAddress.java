package io.evolua.domain.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which it is stored and compared: the domain in lower case (RFC 5321, 2.4: domains
 * ignore case), the part before the @-sign as it was written, because only the receiving host may say whether case
 * counts there.
 *
 * <p>The syntax is what mail servers accept today and what the Python library email-validator, which the API's contract
 * was written with, takes by default: dot-atoms before the @-sign (RFC 5322, 3.2.3, with the characters of RFC 6531), a
 * host name that can be reached in public DNS after it, 254 octets altogether (RFC 5321). Quoted local parts, address
 * literals and display names are refused. Whether the domain exists is not asked.
 */
public final class EmailAddress {

    private static final int MAX_OCTETS = 254;
    private static final String ATEXT = "a-zA-Z0-9_!#$%&'*+\\-/=?^`{|}~\\x{80}-\\x{10FFFF}";

    /** Possessive, because the regular expression would otherwise take a piece of the stack for each of the atoms. */
    private static final Pattern DOT_ATOM = Pattern.compile("[" + ATEXT + "]++(?:\\.[" + ATEXT + "]++)*+");

    private static final Pattern LOCAL_CHARACTERS = Pattern.compile("[." + ATEXT + "]+");

    /** Names that RFC 6761 and its successors keep out of public DNS and that nobody receives mail at. */
    private static final Set<String> SPECIAL_USE_DOMAINS =
            Set.of("arpa", "invalid", "local", "localhost", "onion", "test");

    private final String value;

    private EmailAddress(String value) {
        this.value = value;
    }

    /**
     * Reads an address.
     *
     * @throws InvalidEmailAddressException when the text is not one, with the reason
     */
    public static EmailAddress parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new InvalidEmailAddressException("An email address must have an @-sign.");
        }
        String local = Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC);
        checkLocalPart(local);
        MailDomain domain = MailDomain.parse(text.substring(at + 1));
        if (SPECIAL_USE_DOMAINS.contains(domain.topLevel())) {
            throw new InvalidEmailAddressException(
                    "The part after the @-sign is a special-use or reserved name that cannot be used with email.");
        }
        EmailAddress address = new EmailAddress(local + "@" + domain.unicode());
        checkLength(address.value);
        checkLength(local + "@" + domain.ascii());
        return address;
    }

    private static void checkLocalPart(String local) {
        if (local.isEmpty()) {
            throw new InvalidEmailAddressException("There must be something before the @-sign.");
        }
        if (DOT_ATOM.matcher(local).matches()) {
            UnsafeCharacters.check(local);
            return;
        }
        if (!LOCAL_CHARACTERS.matcher(local).matches()) {
            throw new InvalidEmailAddressException("The email address contains invalid characters before the @-sign: "
                    + UnsafeCharacters.display(local, c -> !LOCAL_CHARACTERS
                            .matcher(Character.toString(c))
                            .matches()) + ".");
        }
        if (local.endsWith(".")) {
            throw new InvalidEmailAddressException(
                    "An email address cannot have a period immediately before the @-sign.");
        }
        if (local.startsWith(".")) {
            throw new InvalidEmailAddressException("An email address cannot start with a period.");
        }
        throw new InvalidEmailAddressException("An email address cannot have two periods in a row.");
    }

    private static void checkLength(String address) {
        int tooMany = address.getBytes(StandardCharsets.UTF_8).length - MAX_OCTETS;
        if (tooMany > 0) {
            throw new InvalidEmailAddressException("The email address is too long (" + tooMany
                    + (tooMany == 1 ? " octet" : " octets") + " too many).");
        }
    }

    /** The address: what is stored, compared and shown. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address && value.equals(address.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
