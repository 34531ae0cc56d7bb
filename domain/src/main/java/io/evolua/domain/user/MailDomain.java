package io.evolua.domain.user;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of an address after the @-sign: a host name of RFC 1123 with a top-level domain, in lower case.
 *
 * @param ascii as DNS knows it, international labels in Punycode
 * @param unicode as people read it
 */
record MailDomain(String ascii, String unicode) {

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL_LENGTH = 63;
    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9.\\-\\x{80}-\\x{10FFFF}]*");
    private static final Pattern FALSE_PUNYCODE = Pattern.compile("(?!xn)..--.*");

    static MailDomain parse(String text) {
        if (!CHARACTERS.matcher(text).matches()) {
            throw new InvalidEmailAddressException("The part after the @-sign contains invalid characters: "
                    + UnsafeCharacters.display(
                            text,
                            c -> !CHARACTERS.matcher(Character.toString(c)).matches())
                    + ".");
        }
        if (text.isEmpty()) {
            throw new InvalidEmailAddressException("There must be something after the @-sign.");
        }
        UnsafeCharacters.check(text);
        // IDNA also takes the ideographic full stops as separators; from here on there is one kind of period.
        String domain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('\u3002', '.')
                .toLowerCase(Locale.ROOT);
        checkPeriodsAndHyphens(domain);
        String ascii = toAscii(domain);
        checkLengths(ascii);
        checkTopLevel(ascii);
        return new MailDomain(ascii, IDN.toUnicode(ascii));
    }

    /** The last label. */
    String topLevel() {
        return ascii.substring(ascii.lastIndexOf('.') + 1);
    }

    private static void checkPeriodsAndHyphens(String domain) {
        if (domain.endsWith(".")) {
            throw new InvalidEmailAddressException("An email address cannot end with a period.");
        }
        if (domain.startsWith(".")) {
            throw new InvalidEmailAddressException(
                    "An email address cannot have a period immediately after the @-sign.");
        }
        if (domain.contains("..")) {
            throw new InvalidEmailAddressException("An email address cannot have two periods in a row.");
        }
        if (domain.endsWith("-")) {
            throw new InvalidEmailAddressException("An email address cannot end with a hyphen.");
        }
        if (domain.startsWith("-")) {
            throw new InvalidEmailAddressException(
                    "An email address cannot have a hyphen immediately after the @-sign.");
        }
        if (domain.contains(".-") || domain.contains("-.")) {
            throw new InvalidEmailAddressException(
                    "An email address cannot have a period and a hyphen next to each other.");
        }
        for (String label : domain.split("\\.", -1)) {
            if (FALSE_PUNYCODE.matcher(label).matches()) {
                throw new InvalidEmailAddressException("An email address cannot have two letters followed by two dashes"
                        + " immediately after the @-sign or after a period, except Punycode.");
            }
        }
    }

    private static String toAscii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            for (String label : domain.split("\\.", -1)) {
                checkLabelLength(label);
            }
            throw new InvalidEmailAddressException("The part after the @-sign is not a valid host name.");
        }
    }

    private static void checkLengths(String ascii) {
        if (ascii.length() > MAX_LENGTH) {
            throw new InvalidEmailAddressException(
                    "The email address is too long after the @-sign " + tooMany(ascii.length() - MAX_LENGTH) + ".");
        }
        for (String label : ascii.split("\\.", -1)) {
            checkLabelLength(label);
        }
    }

    private static void checkLabelLength(String label) {
        if (label.length() > MAX_LABEL_LENGTH) {
            throw new InvalidEmailAddressException(
                    "After the @-sign, periods cannot be separated by so many characters "
                            + tooMany(label.length() - MAX_LABEL_LENGTH) + ".");
        }
    }

    private static void checkTopLevel(String ascii) {
        if (ascii.indexOf('.') < 0) {
            throw new InvalidEmailAddressException("The part after the @-sign is not valid. It should have a period.");
        }
        char last = ascii.charAt(ascii.length() - 1);
        if (last < 'a' || last > 'z') {
            throw new InvalidEmailAddressException(
                    "The part after the @-sign is not valid. It is not within a valid top-level domain.");
        }
    }

    private static String tooMany(int characters) {
        return "(" + characters + (characters == 1 ? " character" : " characters") + " too many)";
    }
}
