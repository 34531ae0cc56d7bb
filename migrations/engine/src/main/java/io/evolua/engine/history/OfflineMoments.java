package io.evolua.engine.history;

import io.evolua.engine.revision.OtherScripts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Flyway's SQL callbacks as parts of a script for psql, at the moments and in the transactions of {@link Moments}. */
final class OfflineMoments {

    private final Map<String, List<SideScript>> scripts;
    private final String kind;
    private final String settings;

    /** @param settings the statements that make the session what it was */
    OfflineMoments(OtherScripts others, Direction direction, String settings) {
        this.scripts = Moments.known(others, direction);
        this.kind = Moments.kind(direction);
        this.settings = settings;
    }

    boolean none() {
        return scripts.isEmpty();
    }

    /** Each script in a transaction of its own; the word stands before the kind of run, as in {@code before}. */
    String of(String word) {
        return named(word + kind);
    }

    /** As {@link #of}, with a word behind the kind of run. */
    String of(String word, String behind) {
        return named(word + kind + behind);
    }

    /** Each script of a moment in a transaction of its own. */
    String named(String moment) {
        StringBuilder sql = new StringBuilder();
        for (SideScript script : scripts.getOrDefault(moment, List.of())) {
            sql.append("\n-- ")
                    .append(moment)
                    .append(": ")
                    .append(script.script().name())
                    .append('\n');
            sql.append(script.inTransaction() ? "begin;\n" : "");
            sql.append(OfflineText.ended(script.sql(), script.script().sql())).append('\n');
            sql.append(script.inTransaction() ? "commit;\n" : "");
            sql.append("reset session authorization;\nreset role;\nreset all;\n")
                    .append(settings);
        }
        return sql.toString();
    }

    /** In the transaction of the script that it stands before or after. */
    String each(String word) {
        return within(word + "Each" + kind);
    }

    /** Whether something happens around statements, so that a script cannot stay as it is written. */
    boolean aroundStatements() {
        return scripts.containsKey("beforeEach" + kind + "Statement")
                || scripts.containsKey("afterEach" + kind + "Statement");
    }

    /** A statement with what happens before and after it. */
    String around(SqlStatement statement) {
        return within("beforeEach" + kind + "Statement") + statement.text() + "\n;\n"
                + within("afterEach" + kind + "Statement");
    }

    /** A script as it is written, or, if something happens around them, its statements. */
    String around(SideScript script) {
        return aroundStatements()
                ? script.sql().statements().stream().map(this::around).collect(Collectors.joining("\n"))
                : OfflineText.ended(script.sql(), script.script().sql());
    }

    private String within(String moment) {
        StringBuilder sql = new StringBuilder();
        for (SideScript script : scripts.getOrDefault(moment, List.of())) {
            sql.append("-- ")
                    .append(moment)
                    .append(": ")
                    .append(script.script().name())
                    .append('\n');
            sql.append(OfflineText.ended(script.sql(), script.script().sql())).append('\n');
        }
        return sql.toString();
    }
}
