package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@link Runner} would do, as a script for psql: the same statements, transactions, rows and refusals. Nobody is
 * asked for it, so that it also holds what the runner finds out: that the history is where the script begins, and that no
 * rows are in the way.
 */
public final class OfflineScript {

    private final HistoryTable table;
    private final boolean schemaAssumed;
    private final String settings;

    /** @param wantedTable {@code name} or {@code schema.name} of the history table; without a schema, in {@code public} */
    public OfflineScript(String wantedTable, RunSettings wanted) {
        this.table = HistoryTable.offline(wantedTable);
        this.schemaAssumed = wantedTable.indexOf('.') < 0;
        this.settings = "set client_encoding = 'UTF8';\nset standard_conforming_strings = on;\n"
                + set("lock_timeout", wanted.lockTimeout())
                + wanted.statementTimeout()
                        .map(time -> set("statement_timeout", time))
                        .orElse("");
    }

    private static String set(String name, Duration timeout) {
        return "set " + name + " = " + Math.min(Integer.MAX_VALUE, timeout.toMillis()) + ";\n";
    }

    /**
     * The scripts of the steps, each in a transaction with its row.
     *
     * @throws io.evolua.engine.RefusedException if a script is missing or cannot be run as it stands
     */
    public String running(OfflineState state, List<Step> steps) {
        List<PreparedStep> prepared = steps.stream().map(PreparedStep::of).toList();
        StringBuilder sql = begin(state);
        List<Foresight.Early> early = Foresight.early(prepared);
        if (!early.isEmpty()) {
            sql.append("\n-- Rows that would make a script fail are found before anything runs.\n");
            early.forEach(guard -> sql.append(OfflineGuard.ahead(guard)));
        }
        history(sql);
        for (PreparedStep step : prepared) {
            sql.append("\n-- Running ").append(words(step.step())).append('\n');
            if (step.inTransaction()) {
                sql.append("begin;\n\n");
            } else {
                sql.append("-- Outside a transaction: after an error, look at what is done before going on.\n\n");
            }
            sql.append(statements(step)).append("\nreset session authorization;\nreset role;\n");
            sql.append(row(step.step(), step.inTransaction() ? MILLISECONDS : "0"));
            sql.append(step.inTransaction() ? "commit;\n" : "")
                    .append("reset all;\ndiscard temp;\n")
                    .append(settings);
        }
        return end(sql);
    }

    /** Since the transaction began. */
    private static final String MILLISECONDS =
            "(extract(epoch from clock_timestamp() - transaction_timestamp()) * 1000)::integer";

    /** The rows of the steps alone, all in one transaction. */
    public String stamping(OfflineState state, List<Step> steps) {
        StringBuilder sql = begin(state);
        history(sql);
        sql.append("\nbegin;\n\n");
        for (Step step : steps) {
            sql.append("-- Recording ").append(words(step)).append('\n').append(row(step, "0"));
        }
        return end(sql.append("\ncommit;\n"));
    }

    private StringBuilder begin(OfflineState state) {
        StringBuilder sql = new StringBuilder("""
                -- Written for psql, for a database at %s: psql -X -f THIS_FILE DATABASE
                \\set ON_ERROR_STOP on
                \\set AUTOCOMMIT on
                """.formatted(state.begins()));
        sql.append(settings);
        if (schemaAssumed) {
            sql.append(OfflineText.block("""
                    begin
                        if current_schema() is distinct from %1$s then
                            raise exception using message = 'This script is for the schema ' || %1$s
                                || ', and the search path of this session begins with '
                                || coalesce(current_schema(), 'none that exists') || '. Nothing was run.';
                        end if;
                    end
                    """.formatted(OfflineText.literal(table.schema()))));
        }
        sql.append("\n-- One migration at a time: this is the lock that Flyway takes, too.\n")
                .append(OfflineText.block("""
                        begin
                            if not pg_try_advisory_lock(%d) then
                                raise exception using message = %s;
                            end if;
                        end
                        """.formatted(
                                table.lockKey(),
                                OfflineText.literal("Another migration of " + table
                                        + " is running. Nothing was run. Run this again when it has finished."))))
                .append("\n-- The history must say what this script begins with.\n")
                .append(state.check(table));
        return sql;
    }

    private void history(StringBuilder sql) {
        sql.append('\n')
                .append(OfflineText.block("begin\n    if to_regclass(" + OfflineText.literal(table.quoted())
                        + ") is null then\n" + table.createSql().indent(8) + "    end if;\nend\n"));
    }

    private String end(StringBuilder sql) {
        return sql.append('\n')
                .append(OfflineText.block("begin\n    perform pg_advisory_unlock(" + table.lockKey() + ");\nend\n"))
                .toString();
    }

    private String row(Step step, String milliseconds) {
        Revision revision = step.revision();
        HistoryTable.Row row = new HistoryTable.Row(
                revision.id(),
                revision.flywayDescription(),
                step.direction().rowType(revision),
                revision.up().name(),
                revision.up().checksum(),
                0);
        return table.insertSql(row, milliseconds) + ";\n";
    }

    private static String words(Step step) {
        Revision revision = step.revision();
        String before = revision.isBase()
                ? "base"
                : revision.revises().stream().map(RevisionId::toString).collect(Collectors.joining(", "));
        String message = OfflineText.comment(revision.message());
        return (step.direction() == Direction.UP
                        ? "upgrade " + before + " -> " + revision.id()
                        : "downgrade " + revision.id() + " -> " + before)
                + (message.isEmpty() ? "" : " (" + message + ")");
    }

    /** The script as it stands, with each guard below its line. */
    private static String statements(PreparedStep step) {
        String text = step.step()
                .direction()
                .script(step.step().revision())
                .orElseThrow()
                .sql();
        Map<Integer, StringBuilder> below = new TreeMap<>();
        step.script().statements().forEach(statement -> statement.guards().forEach(guard -> below.computeIfAbsent(
                        guard.line(), line -> new StringBuilder())
                .append(OfflineGuard.inItsTurn(step, guard))));
        StringBuilder sql = new StringBuilder();
        int line = 0;
        for (String content : ended(step.script(), text).split("\n", -1)) {
            line++;
            sql.append(content).append('\n');
            sql.append(below.getOrDefault(line, new StringBuilder()));
        }
        return sql.toString();
    }

    /** With the semicolon that the last statement of a script may lack. */
    private static String ended(SqlScript script, String text) {
        String stripped = text.stripTrailing();
        int with = SqlScript.parse(script.name(), stripped + "\nselect 1")
                .statements()
                .size();
        return with == script.statements().size() ? stripped + "\n;" : stripped;
    }
}
