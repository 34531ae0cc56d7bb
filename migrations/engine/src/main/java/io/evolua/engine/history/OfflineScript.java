package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.OtherScripts;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * The scripts of the steps, each in a transaction with its row, and Flyway's moments around them.
     *
     * @param steps in one direction; the script ends before the first that is written in Java
     * @param others whose callbacks run
     * @param repeatable those that run if they changed, once nothing is pending any more
     * @throws RefusedException if a script is missing or cannot be run as it stands, or if the first step is written in Java
     */
    public String running(OfflineState state, List<Step> steps, OtherScripts others, List<Script> repeatable) {
        List<PreparedStep> all = steps.stream().map(PreparedStep::of).toList();
        List<PreparedStep> prepared =
                all.stream().takeWhile(step -> step.script().java().isEmpty()).toList();
        Optional<Step> java = all.stream().skip(prepared.size()).findFirst().map(PreparedStep::step);
        Direction direction = steps.isEmpty() ? Direction.UP : steps.get(0).direction();
        OfflineMoments moments = new OfflineMoments(others, direction, settings);
        boolean again = OfflineStepped.among(prepared);
        StringBuilder sql = begin(again ? state.startedAgain(prepared) : state);
        if (!moments.none()) {
            sql.append(moments.named("beforeValidate")).append(moments.named("afterValidate"));
            sql.append(moments.named("createSchema")).append(moments.named("beforeCreateSchema"));
            history(sql);
            sql.append(moments.of("before"));
        }
        lookAhead(sql, prepared);
        history(sql);
        for (PreparedStep step : prepared) {
            sql.append('\n');
            if (again) {
                sql.append(condition(step.step())).append(step(step, moments)).append("\\endif\n");
            } else {
                sql.append(step(step, moments));
            }
        }
        if (java.isPresent()) {
            return sql.append(endBefore(java.get())).toString();
        }
        conclude(sql, direction, !steps.isEmpty(), moments, repeatable);
        return end(sql);
    }

    private static void lookAhead(StringBuilder sql, List<PreparedStep> prepared) {
        List<Foresight.Early> early = Foresight.early(prepared);
        if (!early.isEmpty()) {
            sql.append("\n-- Rows that would make a script fail are found before anything runs.\n");
            early.forEach(guard -> sql.append(OfflineGuard.ahead(guard)));
        }
    }

    private String step(PreparedStep step, OfflineMoments moments) {
        StringBuilder sql = new StringBuilder();
        sql.append("-- Running ").append(words(step.step())).append('\n');
        if (step.inTransaction()) {
            sql.append("begin;\n\n").append(moments.each("before")).append(statements(step, moments));
            sql.append('\n').append(moments.each("after"));
            sql.append("reset session authorization;\nreset role;\n");
            sql.append(table.insertSql(row(step.step()), OfflineText.MILLISECONDS))
                    .append(";\ncommit;\n");
        } else {
            sql.append(new OfflineStepped(table, step, moments).of(row(step.step())));
        }
        return sql.append("reset all;\ndiscard temp;\n").append(settings).toString();
    }

    /** Leaves out what a psql before this one did; the beginning has made sure that it was one. */
    private String condition(Step step) {
        String applied = "select type <> 'DELETE' as applied from " + table.quoted() + " where version = "
                + OfflineText.literal(step.revision().id().toString())
                + " and success order by installed_rank desc limit 1";
        return "select " + (step.direction() == Direction.UP ? "" : "not ") + "coalesce((" + applied
                + "), false) as evolua_done \\gset\n\\if :evolua_done\n\\else\n";
    }

    private static String endBefore(Step java) {
        String name = java.direction().script(java.revision()).orElseThrow().name();
        return "\n-- What follows is " + name + ", which is written in Java and cannot be in a script.\n"
                + OfflineText.block("begin\n    raise exception using message = "
                        + OfflineText.literal("What follows is " + name
                                + ", which is written in Java. All before it is done."
                                + " Go on with evolua " + (java.direction() == Direction.UP ? "upgrade" : "downgrade")
                                + ", and with the script for what comes after it.")
                        + ";\nend\n");
    }

    private void conclude(
            StringBuilder sql, Direction direction, boolean ran, OfflineMoments moments, List<Script> repeatable) {
        if (direction == Direction.UP) {
            sql.append(moments.named("afterVersioned"));
            if (!repeatable.isEmpty()) {
                sql.append(new OfflineRepeatable(table, moments, settings).of(repeatable));
            }
            String applied = moments.of("after", "Applied");
            if (ran) {
                sql.append(applied);
            } else if (!applied.isEmpty()) {
                sql.append(OfflineRepeatable.any()).append(applied).append("\\endif\n");
            }
        }
        sql.append(moments.of("after")).append(moments.of("after", "OperationFinish"));
    }

    /** The rows of the steps alone, all in one transaction. */
    public String stamping(OfflineState state, List<Step> steps) {
        StringBuilder sql = begin(state);
        history(sql);
        sql.append("\nbegin;\n\n");
        for (Step step : steps) {
            sql.append("-- Recording ").append(words(step)).append('\n');
            sql.append(table.insertSql(row(step), "0")).append(";\n");
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

    private static HistoryTable.Row row(Step step) {
        Revision revision = step.revision();
        return new HistoryTable.Row(
                revision.id(),
                revision.flywayDescription(),
                step.direction().rowType(revision),
                revision.up().name(),
                revision.up().checksum(),
                0);
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
    private static String statements(PreparedStep step, OfflineMoments moments) {
        if (moments.aroundStatements()) {
            return step.script().statements().stream()
                    .map(statement -> statement.guards().stream()
                                    .map(guard -> OfflineGuard.inItsTurn(step, guard))
                                    .collect(Collectors.joining())
                            + moments.around(statement))
                    .collect(Collectors.joining("\n"));
        }
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
        for (String content : OfflineText.ended(step.script(), text).split("\n", -1)) {
            line++;
            sql.append(content).append('\n');
            sql.append(below.getOrDefault(line, new StringBuilder()));
        }
        return sql.toString();
    }
}
