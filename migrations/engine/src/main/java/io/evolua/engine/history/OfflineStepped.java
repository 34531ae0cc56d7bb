package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import java.util.List;

/**
 * A script that runs outside a transaction, as a part of one for psql: {@link SteppedScript} in its words. It keeps the same
 * book, so that psql can be started again, and so can {@link Runner}.
 */
final class OfflineStepped {

    private static final String AS_CONNECTED =
            "set local session authorization default;\nset local role none;\nset local statement_timeout = 0;\n";

    private final HistoryTable table;
    private final PreparedStep step;
    private final OfflineMoments moments;
    private final Revision revision;

    OfflineStepped(HistoryTable table, PreparedStep step, OfflineMoments moments) {
        this.table = table;
        this.step = step;
        this.moments = moments;
        this.revision = step.step().revision();
    }

    /** @param finished the row as it is in the end */
    String of(HistoryTable.Row finished) {
        StringBuilder sql = new StringBuilder();
        sql.append(
                "-- Outside a transaction. Its row says how far it came: after an error, or if psql is killed, start it again.\n");
        sql.append("reset lock_timeout;\n");
        sql.append("select not exists (").append(unfinished("")).append(") as evolua_new \\gset\n");
        sql.append("\\if :evolua_new\n").append(begin()).append("\\endif\n");
        sql.append(unfinished("-execution_time as evolua_mark")).append(" \\gset\n");
        sql.append(moments.each("before"));
        int number = 0;
        for (SqlStatement statement : step.script().statements()) {
            number++;
            sql.append('\n');
            if (StatementKind.setting(statement)) {
                sql.append(moments.around(statement));
                continue;
            }
            sql.append("select :evolua_mark <= ").append(2 * number + 1).append(" as evolua_due, :evolua_mark = ");
            sql.append(2 * number + 1).append(" as evolua_begun \\gset\n\\if :evolua_due\n");
            boolean alone = StatementKind.outsideTransactionOnly(statement) || StatementKind.block(statement);
            sql.append(alone ? alone(statement, number) : together(statement, number))
                    .append("\\endif\n");
        }
        return sql.append('\n')
                .append(moments.each("after"))
                .append("reset session authorization;\nreset role;\n")
                .append(table.finishSql(finished))
                .append(OfflineText.literal(revision.id().toString()))
                .append(" and not success;\n")
                .toString();
    }

    private String unfinished(String columns) {
        return "select " + columns + " from " + table.quoted() + " where version = "
                + OfflineText.literal(revision.id().toString()) + " and not success";
    }

    private String begin() {
        Script script = step.step().direction().script(revision).orElseThrow();
        HistoryTable.Row row = new HistoryTable.Row(
                revision.id(), revision.flywayDescription(), script.rowType(), script.name(), script.checksum(), 0);
        return table.beginSql(row, String.valueOf(Mark.START.executionTime())) + ";\n";
    }

    private String guards(SqlStatement statement) {
        StringBuilder sql = new StringBuilder();
        statement.guards().forEach(guard -> sql.append(OfflineGuard.inItsTurn(step, guard)));
        return sql.toString();
    }

    private String together(SqlStatement statement, int number) {
        return guards(statement) + "begin;\n" + moments.around(statement) + AS_CONNECTED
                + mark(new Mark(number + 1, false)) + "commit;\n";
    }

    private String alone(SqlStatement statement, int number) {
        Trace trace = Trace.of(statement);
        String run = guards(statement) + begun(trace, number) + moments.around(statement);
        return look(trace, statement, number) + "\\if :evolua_settled\n\\else\n" + run + "\\endif\n"
                + moved(new Mark(number + 1, false));
    }

    /** Where the effect is there before, the statement will fail or do nothing: that it was begun would mislead. */
    private String begun(Trace trace, int number) {
        String mark = moved(new Mark(number, true));
        return trace.kind() == Trace.Kind.SEEN ? "\\if :evolua_seen\n\\else\n" + mark + "\\endif\n" : mark;
    }

    /** What the catalog shows of a statement, which is mended where it is half done. */
    private String look(Trace trace, SqlStatement statement, int number) {
        if (trace.kind() == Trace.Kind.NONE) {
            return "\\set evolua_settled false\n\\if :evolua_begun\n"
                    + OfflineText.block("begin\n    raise exception using message = "
                            + OfflineText.literal(where(statement)
                                    + "psql was cut off in this statement, and nothing shows whether it was carried out. Look at"
                                    + " the database, then say where to go on: evolua repair --resume-at " + number
                                    + " if it was not, evolua repair --resume-at " + (number + 1) + " if it was.")
                            + ";\nend\n")
                    + "\\endif\n";
        }
        if (trace.query().isEmpty()) {
            return "\\set evolua_settled false\n";
        }
        String found = "(" + trace.literally() + ") as found (state, mend, words, process)";
        return OfflineText.block("begin\n    if exists (select from " + found
                        + " where process is not null) then\n        raise exception using message = "
                        + OfflineText.literal(
                                where(statement)
                                        + "a server process is building this index just now. Run this again when it has finished.")
                        + ";\n    end if;\nend\n")
                + "select exists (select from " + found
                + " where state = 'DONE') as evolua_seen,\n    exists (select from "
                + found + " where state = 'HALF') as evolua_half \\gset\n"
                + "select mend from " + found + " where state = 'HALF' \\gexec\n"
                + "select :'evolua_begun'::boolean and :'evolua_seen'::boolean"
                + (trace.mendedIsDone() ? " or :'evolua_half'::boolean" : "") + " as evolua_settled \\gset\n";
    }

    private String where(SqlStatement statement) {
        String name = step.step().direction().script(revision).orElseThrow().name();
        return name + ":" + statement.line() + ": " + statement.beginning() + ": ";
    }

    private String moved(Mark to) {
        return "begin;\n" + AS_CONNECTED + mark(to) + "commit;\n";
    }

    private String mark(Mark to) {
        return "update " + table.quoted() + " set execution_time = " + to.executionTime() + " where version = "
                + OfflineText.literal(revision.id().toString()) + " and not success;\n";
    }

    /** Whether one of the steps is such a script, so that the whole can be started again. */
    static boolean among(List<PreparedStep> steps) {
        return steps.stream().anyMatch(step -> !step.inTransaction());
    }
}
