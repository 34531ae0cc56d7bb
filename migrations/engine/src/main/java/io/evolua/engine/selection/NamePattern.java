package io.evolua.engine.selection;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One pattern of a {@link Selection}, which says how they are written. */
final class NamePattern {

    private final String text;
    private final List<Kind> kinds;
    private final List<Pattern> names;

    private NamePattern(String text, List<Kind> kinds, List<Pattern> names) {
        this.text = text;
        this.kinds = kinds;
        this.names = names;
    }

    /** @throws UsageException if there is no name, or no such kind */
    static NamePattern parse(String text) {
        int colon = text.indexOf(':');
        int quote = text.indexOf('"');
        if (colon < 0 || (quote >= 0 && quote < colon)) {
            return new NamePattern(text, List.of(), names(text, text));
        }
        List<Kind> kinds = Kind.labelled(text.substring(0, colon))
                .orElseThrow(() ->
                        new UsageException("The pattern \"" + text + "\" begins with no kind of object. Known are "
                                + String.join(", ", Kind.labels()) + ", as in table:users."));
        return new NamePattern(text, kinds, names(text.substring(colon + 1), text));
    }

    private static List<Pattern> names(String names, String whole) {
        List<Pattern> found = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < names.length(); i++) {
            char c = names.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                name.append(Pattern.quote(String.valueOf(c)));
            } else if (c == '.') {
                found.add(named(name, whole));
                name.setLength(0);
            } else {
                name.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        found.add(named(name, whole));
        return List.copyOf(found);
    }

    private static Pattern named(StringBuilder name, String whole) {
        if (name.isEmpty()) {
            throw new UsageException("The pattern \"" + whole
                    + "\" lacks a name. Patterns look like users, app.users, audit_*, users.email or index:ix_*.");
        }
        return Pattern.compile(name.toString(), Pattern.DOTALL);
    }

    /** Whether the pattern says which tables or sequences are meant, and not what of a table. */
    boolean meansRelations() {
        return kinds.isEmpty() || kinds.get(0).level() != Kind.Level.MEMBER;
    }

    /** Whether the pattern names this kind. */
    boolean means(Kind kind) {
        return kinds.contains(kind);
    }

    /** @param defaultSchema how the default schema is called */
    boolean matches(SchemaObject object, String defaultSchema) {
        boolean anyKind = kinds.isEmpty() && object.kind() != Kind.SCHEMA;
        return (anyKind || kinds.contains(object.kind()))
                && addresses(object, defaultSchema).anyMatch(this::matches);
    }

    private Stream<List<String>> addresses(SchemaObject object, String defaultSchema) {
        QualifiedName relation = object.relation();
        String schema = relation.inDefaultSchema() ? defaultSchema : relation.schema();
        return switch (object.kind().level()) {
            case SCHEMA -> Stream.of(List.of(schema));
            case RELATION -> Stream.of(List.of(relation.name()), List.of(schema, relation.name()));
            case MEMBER ->
                Stream.of(
                                Optional.of(List.of(object.member())).filter(alone -> !kinds.isEmpty()),
                                Optional.of(List.of(relation.name(), object.member())),
                                Optional.of(List.of(schema, relation.name(), object.member())))
                        .flatMap(Optional::stream);
        };
    }

    private boolean matches(List<String> address) {
        if (address.size() != names.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).matcher(address.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
