package io.evolua.engine.scratch;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import io.evolua.engine.sql.SqlWriter;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What entities and SQL scripts make together. The scripts are run where the entities' tables are, and what came of it is
 * read: so indexes with predicates, views, triggers, types … are in PostgreSQL's own words, like those of a database.
 *
 * <p>To save time only those tables are made that the scripts speak of; all of them if a script fails so, or if it does
 * what cannot be told from its words.
 */
public final class ScriptedSchema {

    private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}_]+");

    /** What can reach tables that it does not name. */
    private static final Pattern OPAQUE = Pattern.compile(
            "(?:do|call|select|with|alter\\s+default)\\b.*|.*\\bon\\s+all\\s+.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What tables may lean on, if it leans on none itself. */
    private static final Pattern BASE = Pattern.compile(
            "create\\s+(?:or\\s+replace\\s+)?(?:type|domain|extension|schema|function)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Connection connection;
    private final Schema model;
    private final List<SqlScript> before;
    private final List<SqlScript> after;

    private ScriptedSchema(Connection connection, Schema model, List<SqlScript> before, List<SqlScript> after) {
        this.connection = connection;
        this.model = model;
        this.before = before;
        this.after = after;
    }

    /**
     * Makes them in a transaction that is rolled back.
     *
     * @param connection in autocommit mode
     * @param before run before the tables are made
     * @param after run when they are there
     * @throws RefusedException if a script fails, naming its line, or a right is missing
     */
    public static Schema of(Connection connection, Schema model, List<SqlScript> before, List<SqlScript> after) {
        return new ScriptedSchema(connection, model, before, after).make();
    }

    private Schema make() {
        Set<QualifiedName> some = tablesSpokenOf();
        if (some.size() < model.tables().size()) {
            try {
                return make(some, before, after);
            } catch (RefusedException e) {
                // Perhaps for want of the other tables.
                return make(model.tables().keySet(), before, after);
            }
        }
        return make(some, before, after);
    }

    private Schema make(Set<QualifiedName> tables, List<SqlScript> first, List<SqlScript> then) {
        try {
            return run(tables, first, then);
        } catch (RefusedException e) {
            List<SqlScript> hoisted = parts(then, true);
            if (hoisted.isEmpty() || !tables.equals(model.tables().keySet())) {
                throw e;
            }
            List<SqlScript> all = new ArrayList<>(first);
            all.addAll(hoisted);
            try {
                return run(tables, all, parts(then, false));
            } catch (RefusedException f) {
                e.addSuppressed(f);
                throw e;
            }
        }
    }

    /** The statements that make what columns may be of, or all others. */
    private static List<SqlScript> parts(List<SqlScript> scripts, boolean base) {
        return scripts.stream()
                .map(script -> new SqlScript(
                        script.name(),
                        script.statements().stream()
                                .filter(statement ->
                                        BASE.matcher(statement.text()).matches() == base)
                                .toList()))
                .filter(script -> !script.statements().isEmpty())
                .toList();
    }

    private Schema run(Set<QualifiedName> built, List<SqlScript> first, List<SqlScript> then) {
        try (Scratch scratch = Scratch.open(connection)) {
            first.forEach(scratch::run);
            Schema found = first.isEmpty() ? Schema.empty() : scratch.read();
            Schema part = part(built);
            for (Change change : SchemaDiff.between(found, together(found, part))) {
                scratch.run(change.describe(), SqlWriter.statements(change));
            }
            Schema bare = scratch.read();
            then.forEach(scratch::run);
            return overlaid(part, bare, then.isEmpty() ? bare : scratch.read());
        }
    }

    private static Schema together(Schema found, Schema part) {
        Map<QualifiedName, Table> tables = new TreeMap<>(found.tables());
        tables.putAll(part.tables());
        Map<QualifiedName, Sequence> sequences = new TreeMap<>(found.sequences());
        sequences.putAll(part.sequences());
        Set<String> namespaces = new TreeSet<>(found.namespaces());
        namespaces.addAll(part.namespaces());
        return part.withTables(tables.values())
                .withSequences(sequences.values())
                .withNamespaces(new TreeSet<>(namespaces))
                .withSeedRows(List.of())
                .withObjects(part.objects());
    }

    /** The model with these tables only, and those of their foreign keys that stay among them. */
    private Schema part(Set<QualifiedName> built) {
        return model.withTables(model.tables().values().stream()
                .filter(table -> built.contains(table.name()))
                .map(table -> table.withForeignKeys(table.foreignKeys().stream()
                        .filter(key -> built.contains(key.referencedTable()))
                        .toList()))
                .toList());
    }

    private Schema overlaid(Schema part, Schema bare, Schema made) {
        Map<QualifiedName, Table> tables = new TreeMap<>(model.tables());
        tables.keySet().removeAll(bare.tables().keySet());
        made.tables().forEach((name, table) -> tables.put(name, unchosen(table, bare.table(name))));
        Map<QualifiedName, Sequence> sequences = new TreeMap<>(model.sequences());
        sequences.keySet().removeAll(bare.sequences().keySet());
        sequences.putAll(made.sequences());
        Set<String> namespaces = new TreeSet<>(model.namespaces());
        namespaces.removeAll(part.namespaces());
        namespaces.addAll(made.namespaces());
        return model.withTables(tables.values())
                .withSequences(sequences.values())
                .withNamespaces(new TreeSet<>(namespaces))
                .withObjects(made.objects());
    }

    /** With names that nobody chose, where the entities did not and the scripts let them be, and with keys to tables that were not made. */
    private Table unchosen(Table made, Optional<Table> bare) {
        Optional<Table> wish = model.table(made.name());
        if (wish.isEmpty() || bare.isEmpty()) {
            return made;
        }
        Map<String, Named> unchosen = new HashMap<>();
        wish.get().parts().filter(part -> !part.nameChosen()).forEach(part -> unchosen.put(part.name(), part));
        List<Named> untouched = bare.get().parts().toList();
        List<ForeignKey> keys = new ArrayList<>(replaced(made.foreignKeys(), untouched, unchosen));
        wish.get().foreignKeys().stream()
                .filter(key -> untouched.stream().noneMatch(part -> part.name().equals(key.name())))
                .forEach(keys::add);
        Table table = made.withUniques(replaced(made.uniques(), untouched, unchosen))
                .withForeignKeys(keys)
                .withChecks(replaced(made.checks(), untouched, unchosen))
                .withIndexes(replaced(made.indexes(), untouched, unchosen));
        return made.primaryKey().isEmpty()
                ? table
                : table.withPrimaryKey(replaced(List.of(made.primaryKey().get()), untouched, unchosen).stream()
                        .findFirst());
    }

    @SuppressWarnings("unchecked") // Whatever has the name and was made of it is of the same kind.
    private static <T extends Named> List<T> replaced(List<T> parts, List<Named> bare, Map<String, Named> unchosen) {
        List<T> result = new ArrayList<>();
        for (T part : parts) {
            T wish = (T) unchosen.getOrDefault(part.name(), part);
            boolean same = bare.contains(part) && wish.getClass().equals(part.getClass());
            result.add(same ? (T) spelled(part, wish) : part);
        }
        return result;
    }

    private static Named spelled(Named part, Named wish) {
        if (part instanceof Check check && wish instanceof Check wanted) {
            return wanted.withDefinition(check.definition());
        }
        if (part instanceof Index index && wish instanceof Index wanted) {
            return wanted.spelled(index.keys(), index.predicate());
        }
        return wish;
    }

    private Set<QualifiedName> tablesSpokenOf() {
        Set<String> words = new HashSet<>();
        for (List<SqlScript> scripts : List.of(before, after)) {
            for (SqlScript script : scripts) {
                for (SqlStatement statement : script.statements()) {
                    if (OPAQUE.matcher(statement.text()).matches()) {
                        return model.tables().keySet();
                    }
                    SPLIT.splitAsStream(statement.text()).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
                }
            }
        }
        Set<QualifiedName> tables = new TreeSet<>();
        for (Table table : model.tables().values()) {
            if (words(table.name().name()).allMatch(words::contains) || leansOnWords(table, words)) {
                tables.add(table.name());
            }
        }
        return tables;
    }

    /** Types and functions that the scripts make, in what a person wrote. */
    private static boolean leansOnWords(Table table, Set<String> words) {
        return table.columns().stream().anyMatch(column -> leansOnWords(column, words))
                || table.checks().stream()
                        .anyMatch(check -> words(check.definition().text()).anyMatch(words::contains));
    }

    private static boolean leansOnWords(Column column, Set<String> words) {
        boolean type = !column.type().canonical() && words(column.type().text()).anyMatch(words::contains);
        return type
                || column.defaultValue()
                        .filter(value -> words(value.text()).anyMatch(words::contains))
                        .isPresent();
    }

    private static Stream<String> words(String text) {
        return SPLIT.splitAsStream(text).filter(word -> !word.isEmpty()).map(word -> word.toLowerCase(Locale.ROOT));
    }
}
