package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.literal;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AlterColumn;
import io.evolua.engine.change.TypeChange;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code ALTER TABLE} for all that changes in a column, so that a table is rewritten once at most. */
final class AlterColumnSql {

    private static final Pattern NEXTVAL = Pattern.compile("nextval\\(('(?:[^']|'')+')::regclass\\)");
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    private final AlterColumn change;
    private final Column from;
    private final Column to;
    private final List<String> actions = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();

    private AlterColumnSql(AlterColumn change) {
        this.change = change;
        this.from = change.from();
        this.to = change.to();
    }

    static List<String> of(AlterColumn change) {
        AlterColumnSql sql = new AlterColumnSql(change);
        return sql.mustBeRebuilt() ? sql.rebuilt() : sql.altered();
    }

    /** PostgreSQL cannot make a column generated. */
    private boolean mustBeRebuilt() {
        return to.generated().isPresent() && from.generated().isEmpty();
    }

    private List<String> rebuilt() {
        List<String> statements = new ArrayList<>();
        statements.add("alter table " + quote(change.table()) + "\n    drop column " + quote(to.name())
                + ",\n    add column " + ColumnSql.definition(to, Set.of()));
        statements.addAll(ColumnSql.afterwards(change.table(), to));
        return statements;
    }

    private List<String> altered() {
        List<String> statements = new ArrayList<>();
        identityGoes();
        generation(statements);
        typeAndDefault();
        nullability();
        identityComes();
        actions.addAll(ColumnSql.optionActions(to.name(), keptOptions(), to.options()));
        if (!actions.isEmpty()) {
            String separator = actions.size() == 1 ? " " : "\n    ";
            statements.add("alter table " + quote(change.table()) + separator + String.join("," + separator, actions));
        }
        statements.addAll(afterwards);
        statements.addAll(Comments.change(
                Comments.column(change.table(), to.name()),
                from.options().comment(),
                to.options().comment()));
        return statements;
    }

    /** The values stay when the expression goes; a changed one is that of a virtual column. */
    private void generation(List<String> statements) {
        if (from.generated().isPresent() && to.generated().isEmpty()) {
            statements.add(
                    "alter table " + quote(change.table()) + " alter column " + quote(to.name()) + " drop expression");
        } else if (!from.generated().equals(to.generated())) {
            to.generated().ifPresent(now -> act("set expression as (" + now.expression() + ")"));
        }
    }

    /** A new type brings its own storage, and the default compression. */
    private ColumnOptions keptOptions() {
        ColumnOptions old = from.options();
        return change.changesType() || change.changesCollation()
                ? new ColumnOptions(
                        to.options().collation(),
                        Optional.empty(),
                        Optional.empty(),
                        old.statistics(),
                        old.parameters(),
                        old.comment())
                : old;
    }

    private void act(String action) {
        actions.add("alter column " + quote(to.name()) + " " + action);
    }

    private void typeAndDefault() {
        boolean sameDefault = text(from).equals(text(to));
        boolean typeChanges = change.changesType();
        if (typeChanges) {
            // A default is converted with the column, which fails, or leaves a cast in it that nobody wrote.
            if (from.defaultValue().isPresent()) {
                act("drop default");
            }
            act("type " + ColumnSql.type(to) + using());
        } else if (change.changesCollation()) {
            act("type " + ColumnSql.type(to));
        }
        if (to.defaultValue().isPresent() && (typeChanges || !sameDefault)) {
            String value = to.defaultValue().get().text();
            act("set default " + value);
            Matcher sequence = NEXTVAL.matcher(value);
            if (INTEGERS.contains(to.type().text()) && sequence.matches()) {
                afterwards.add(continueAfterRows(
                        sequence.group(1), ">", "(select last_value from " + unquote(sequence.group(1)) + ")"));
            }
        } else if (to.defaultValue().isEmpty() && !sameDefault && !typeChanges) {
            act("drop default");
        }
    }

    private static String text(Column column) {
        return column.defaultValue().map(Objects::toString).orElse("");
    }

    private String using() {
        TypeChange type = TypeChange.of(from.type().text(), to.type().text());
        return type.needsUsing() ? " using " + type.using(quote(to.name()), TypeNames.shortest(to.type())) : "";
    }

    private void nullability() {
        if (from.nullable() && !to.nullable()) {
            act("set not null");
        } else if (!from.nullable() && to.nullable()) {
            act("drop not null");
        }
    }

    private void identityGoes() {
        if (from.identity().isPresent() && to.identity().isEmpty()) {
            act("drop identity");
        }
    }

    private void identityComes() {
        if (to.identity().isEmpty()) {
            return;
        }
        Identity now = to.identity().get();
        if (from.identity().isEmpty()) {
            act("add " + ColumnSql.identity(now));
            afterwards.add(continueAfterRows(
                    "pg_get_serial_sequence(" + literal(quote(change.table())) + ", " + literal(to.name()) + ")",
                    now.options().increment() > 0 ? ">" : "<",
                    Long.toString(now.options().start())));
            return;
        }
        Identity old = from.identity().get();
        // All in one action: the options are checked against each other at the end of each.
        List<String> options = new ArrayList<>();
        if (old.always() != now.always()) {
            options.add("set generated " + (now.always() ? "always" : "by default"));
        }
        Definitions.optionList(
                        now.options(), widened(old.options(), now.options().type()))
                .forEach(option -> options.add("set " + option));
        if (Definitions.mustRestart(now.options(), old.options())) {
            options.add("restart");
        }
        if (!options.isEmpty()) {
            act(String.join(" ", options));
        }
    }

    /** A column's new type becomes its sequence's type; bounds that were the old type's become the new one's. */
    private static SequenceOptions widened(SequenceOptions options, String type) {
        SequenceOptions bounds = options.withDefaultBounds();
        SequenceOptions retyped = new SequenceOptions(
                type,
                options.start(),
                options.increment(),
                options.minValue(),
                options.maxValue(),
                options.cache(),
                options.cycle());
        SequenceOptions newBounds = retyped.withDefaultBounds();
        return new SequenceOptions(
                type,
                options.start(),
                options.increment(),
                options.minValue() == bounds.minValue() ? newBounds.minValue() : options.minValue(),
                options.maxValue() == bounds.maxValue() ? newBounds.maxValue() : options.maxValue(),
                options.cache(),
                options.cycle());
    }

    /** A new sequence under a column with rows goes on after their last value. */
    private String continueAfterRows(String sequence, String comparison, String position) {
        boolean up = comparison.equals(">");
        String last = (up ? "max(" : "min(") + quote(to.name()) + ")";
        return "select setval(" + sequence + ", " + last + ") from " + quote(change.table()) + " having " + last + " "
                + comparison + " " + position;
    }

    /** The name within {@code 'name'}. */
    private static String unquote(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }
}
