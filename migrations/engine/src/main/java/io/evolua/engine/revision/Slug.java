package io.evolua.engine.revision;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a message as part of a file name: {@code "Añade e-mail!"} becomes {@code anade_e_mail}. */
final class Slug {

    private static final int LONGEST = 40;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Slug() {}

    /** Empty if the message holds neither a letter nor a digit. */
    static String of(String message) {
        String folded = MARKS.matcher(Normalizer.normalize(message, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder();
        Matcher words = WORD.matcher(folded);
        while (words.find()) {
            String word = words.group();
            if (slug.isEmpty()) {
                slug.append(word, 0, Math.min(word.length(), LONGEST));
            } else if (slug.length() + 1 + word.length() <= LONGEST) {
                slug.append('_').append(word);
            } else {
                break;
            }
        }
        return slug.toString();
    }
}
