package io.evolua.engine.history;

import io.evolua.engine.revision.JavaClass;
import io.evolua.engine.revision.Script;
import java.util.List;
import java.util.StringJoiner;

/**
 * Repeatable scripts as parts of a script for psql. Which of them are due only the history knows, so that psql asks it and
 * leaves out the others.
 */
final class OfflineRepeatable {

    private static final String ANY = "evolua_any";
    private static final String DUE = "evolua_due_";

    private final HistoryTable table;
    private final OfflineMoments moments;
    private final String settings;

    OfflineRepeatable(HistoryTable table, OfflineMoments moments, String settings) {
        this.table = table;
        this.moments = moments;
        this.settings = settings;
    }

    /** The condition, for psql, that one of them ran. */
    static String any() {
        return "\\if :" + ANY + "\n";
    }

    String of(List<Script> scripts) {
        StringBuilder sql =
                new StringBuilder("\n-- Repeatable scripts run if they are not as they were when they ran last.\n");
        StringJoiner any = new StringJoiner(" or ");
        int number = 0;
        for (Script script : scripts) {
            number++;
            sql.append(
                    OfflineText.block(
                            """
                    begin
                        if not coalesce((select success from %1$s where version is null and description = %2$s
                                order by installed_rank desc limit 1), true) then
                            raise exception using message = %3$s;
                        end if;
                    end
                    """.formatted(
                                            table.quoted(),
                                            description(script),
                                            OfflineText.literal(
                                                    script.name()
                                                            + " is recorded as failed. Undo by hand what it left, then remove the record with: flyway repair"))));
            sql.append("""
                    select coalesce((select type = 'DELETE' or checksum is distinct from %3$s from %1$s
                        where version is null and description = %2$s
                        order by installed_rank desc limit 1), true) as %4$s \\gset
                    """.formatted(table.quoted(), description(script), script.checksumOfSql(), DUE + number));
            any.add(":'" + DUE + number + "'::boolean");
        }
        sql.append("select ").append(any).append(" as ").append(ANY).append(" \\gset\n");
        String before = moments.named("beforeRepeatables");
        if (!before.isEmpty()) {
            sql.append(any()).append(before).append("\\endif\n");
        }
        number = 0;
        for (Script script : scripts) {
            number++;
            sql.append("\n\\if :").append(DUE).append(number).append('\n');
            sql.append(script instanceof JavaClass ? stop(script) : run(SideScript.of(script)));
            sql.append("\\endif\n");
        }
        return sql.toString();
    }

    private static String description(Script script) {
        return OfflineText.literal(HistoryTable.abbreviated(script.description()));
    }

    private static String stop(Script script) {
        return OfflineText.block("begin\n    raise exception using message = "
                + OfflineText.literal(
                        script.name()
                                + " is due and written in Java, which psql cannot run. Run it, and what comes after it: evolua upgrade")
                + ";\nend\n");
    }

    private String run(SideScript side) {
        Script script = side.script();
        HistoryTable.Row row = new HistoryTable.Row(
                null, script.description(), script.rowType(), script.name(), script.checksumOfSql(), 0);
        return "-- Running " + script.name() + "\n"
                + (side.inTransaction() ? "begin;\n" : "")
                + moments.each("before")
                + moments.around(side)
                + "\n" + moments.each("after")
                + "reset session authorization;\nreset role;\n"
                + table.insertSql(row, side.inTransaction() ? OfflineText.MILLISECONDS : "0") + ";\n"
                + (side.inTransaction() ? "commit;\n" : "")
                + "reset all;\ndiscard temp;\n"
                + settings;
    }
}
