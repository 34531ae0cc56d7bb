package io.evolua.engine.model;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Index.Direction;
import io.evolua.engine.schema.Index.Nulls;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.persistence.internal.helper.DatabaseTable;
import org.eclipse.persistence.tools.schemaframework.IndexDefinition;

/** {@code uniqueConstraints}, {@code indexes}, {@code check} and {@code comment} of {@code @Table} and its kind, and EclipseLink's own {@code @Index}. */
final class TableAnnotations {

    private TableAnnotations() {}

    static void add(DatabaseTable source, TableDraft table) {
        source.getUniqueConstraints().entrySet().stream()
                .sorted((a, b) -> name(a.getKey()).compareTo(name(b.getKey())))
                .forEach(entry -> entry.getValue()
                        .forEach(columns -> table.addUnique(
                                name(entry.getKey()),
                                columns.stream()
                                        .map(column -> column(Names.written(column), table, "@UniqueConstraint"))
                                        .toList())));
        source.getIndexes().forEach(index -> table.addIndex(index(index, source, table)));
        SincePersistence32.checks(source).forEach(check -> table.addCheck(ColumnChecks.draft(check, "")));
        table.comment = table.comment.or(() -> SincePersistence32.comment(source));
    }

    private static String name(String written) {
        return written == null || written.isEmpty() ? "" : Names.written(written);
    }

    private static TableDraft.IndexDraft index(IndexDefinition index, DatabaseTable source, TableDraft table) {
        // EclipseLink splits columnList at every comma, also within an expression, and makes a name if there is none.
        String made = "INDEX_" + source.getName() + "_" + String.join("_", index.getFields());
        boolean chosen = !index.getName().equals(made);
        SqlCursor cursor = new SqlCursor(
                String.join(",", index.getFields()),
                "An @Index of table " + table.name + (chosen ? " (" + index.getName() + ")" : ""));
        List<Index.Key> keys = new ArrayList<>();
        do {
            keys.add(key(cursor, table));
        } while (cursor.acceptSymbol(","));
        return new TableDraft.IndexDraft(chosen ? Names.written(index.getName()) : "", index.isUnique(), keys);
    }

    private static Index.Key key(SqlCursor cursor, TableDraft table) {
        boolean simple = cursor.peek().isIdentifier();
        String text = cursor.until(
                token -> token.isSymbol(",") || token.isWord("asc") || token.isWord("desc") || token.isWord("nulls"));
        List<SqlToken> tokens = SqlToken.of(text, "An @Index of table " + table.name);
        boolean column = simple && tokens.size() == 1;
        String expression = column ? column(tokens.get(0).identifier(), table, "@Index") : expression(text, tokens);
        Direction direction = cursor.accept("desc") ? Direction.DESC : Direction.ASC;
        cursor.accept("asc");
        Nulls nulls = direction.defaultNulls();
        if (cursor.accept("nulls", "first")) {
            nulls = Nulls.FIRST;
        } else if (cursor.accept("nulls", "last")) {
            nulls = Nulls.LAST;
        }
        return new Index.Key(expression, column, direction, nulls);
    }

    /** A function call may stand alone, any other expression needs parentheses. */
    private static String expression(String text, List<SqlToken> tokens) {
        SqlToken last = tokens.get(tokens.size() - 1);
        boolean call = tokens.size() > 2
                && tokens.get(0).isIdentifier()
                && tokens.get(1).isSymbol("(")
                && last.isSymbol(")")
                && tokens.stream().filter(t -> t.depth() == 0).count() == 3;
        boolean parenthesised = tokens.get(0).isSymbol("(")
                && last.isSymbol(")")
                && tokens.stream().filter(t -> t.depth() == 0).count() == 2;
        return call || parenthesised ? text : "(" + text + ")";
    }

    /** @throws UsageException if the table has no such column */
    static String column(String name, TableDraft table, String annotation) {
        if (!table.columns.containsKey(name)) {
            throw new UsageException(annotation + " of table " + table.name + " (" + table.origin
                    + ") names the column " + name + ", which the table does not have. Its columns are "
                    + table.columns.keySet().stream().collect(joining(", ")) + ".");
        }
        return name;
    }
}
