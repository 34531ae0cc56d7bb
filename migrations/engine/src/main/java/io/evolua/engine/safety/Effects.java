package io.evolua.engine.safety;

import static io.evolua.engine.safety.LockMode.ACCESS_EXCLUSIVE;
import static io.evolua.engine.safety.LockMode.ACCESS_SHARE;
import static io.evolua.engine.safety.LockMode.EXCLUSIVE;
import static io.evolua.engine.safety.LockMode.ROW_EXCLUSIVE;
import static io.evolua.engine.safety.LockMode.SHARE;
import static io.evolua.engine.safety.LockMode.SHARE_ROW_EXCLUSIVE;
import static io.evolua.engine.safety.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static io.evolua.engine.safety.Work.INDEX;
import static io.evolua.engine.safety.Work.METADATA;
import static io.evolua.engine.safety.Work.REWRITE;
import static io.evolua.engine.safety.Work.ROWS;
import static io.evolua.engine.safety.Work.SCAN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a statement tell about the locks that it takes: the table of knowledge, one line a form. What it
 * says is measured by {@code EffectsTest} on a server.
 */
public final class Effects {

    static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[\\w$\\u0080-\\uffff]+)";
    static final String NAME = "(" + PART + "(?:\\." + PART + ")*)";

    private static final Pattern REFERENCES = pattern("\\breferences NAME");

    private record Form(Pattern pattern, Function<Matcher, Effect> effect) {}

    private static final List<Form> FORMS = List.of(
            form(
                    "alter (?:foreign )?table (?:if exists )?(?:only )?NAME ?\\*? (.*)",
                    m -> TableActions.of(m.group(1), m.group(2))),
            form(
                    "create (?:unique )?index concurrently .*?\\bon (?:only )?NAME.*",
                    m -> on(m, SHARE_UPDATE_EXCLUSIVE, INDEX)),
            form("create (?:unique )?index .*?\\bon (?:only )?NAME.*", m -> on(m, SHARE, INDEX)
                    .instead("create index concurrently, in a script of its own, keeps no writes waiting")),
            form(
                    "drop index concurrently (?:if exists )?NAME.*",
                    m -> Effect.ofIndex(m.group(1), SHARE_UPDATE_EXCLUSIVE, METADATA)),
            form("drop index (?:if exists )?NAME.*", m -> Effect.ofIndex(m.group(1), ACCESS_EXCLUSIVE, METADATA)
                    .instead("drop index concurrently, in a script of its own, keeps nobody waiting")),
            form("reindex .*?\\bconcurrently\\b.*?NAME$", m -> on(m, SHARE_UPDATE_EXCLUSIVE, INDEX)),
            form("reindex (?:\\(.*?\\) )?table NAME.*", m -> on(m, SHARE, INDEX)
                    .instead("reindex table concurrently, in a script of its own, keeps no writes waiting")),
            form("reindex (?:\\(.*?\\) )?index NAME.*", m -> Effect.ofIndex(m.group(1), SHARE, INDEX)
                    .instead("reindex index concurrently, in a script of its own, keeps no writes waiting")),
            form(
                    "drop table (?:if exists )?(.*?)(?: cascade| restrict)?",
                    m -> each(m.group(1), ACCESS_EXCLUSIVE, METADATA)),
            form(
                    "truncate (?:table )?(?:only )?(.*?)(?: (?:restart|continue) identity)?(?: cascade| restrict)?",
                    m -> each(m.group(1), ACCESS_EXCLUSIVE, METADATA)),
            form(
                    "create .*?\\btable .*?\\bpartition of NAME .*",
                    m -> on(m, ACCESS_EXCLUSIVE, METADATA)
                            .instead(
                                    "create the table by itself, then alter table … attach partition, which keeps nobody waiting")),
            form("create (?:unlogged )?table .*", Effects::references),
            form(
                    "create (?:or replace )?(?:constraint )?trigger .*?\\bon NAME .*",
                    m -> on(m, SHARE_ROW_EXCLUSIVE, METADATA)),
            form("(?:alter|drop) (?:trigger|rule|policy) .*?\\bon NAME.*", m -> on(m, ACCESS_EXCLUSIVE, METADATA)),
            form("create (?:or replace )?rule .*?\\bto NAME.*", m -> on(m, ACCESS_EXCLUSIVE, METADATA)),
            form("create policy .*?\\bon NAME.*", m -> on(m, ACCESS_EXCLUSIVE, METADATA)),
            form("create statistics .*\\bfrom NAME$", m -> on(m, SHARE_UPDATE_EXCLUSIVE, METADATA)),
            form("comment on table NAME is .*", m -> on(m, SHARE_UPDATE_EXCLUSIVE, METADATA)),
            form("comment on column (PART(?:\\.PART)??)\\.PART is .*", m -> on(m, SHARE_UPDATE_EXCLUSIVE, METADATA)),
            form("lock (?:table )?(?:only )?NAME in (.*) mode.*", m -> on(m, LockMode.of(m.group(2)), METADATA)),
            form("lock (?:table )?(?:only )?NAME.*", m -> on(m, ACCESS_EXCLUSIVE, METADATA)),
            form(
                    "vacuum (?:\\(.*?\\bfull\\b.*?\\) |full (?:freeze )?(?:verbose )?(?:analyze )?)NAME.*",
                    m -> on(m, ACCESS_EXCLUSIVE, REWRITE)),
            form("vacuum (?:\\(.*?\\) |freeze |verbose |analyze )*NAME.*", m -> on(m, SHARE_UPDATE_EXCLUSIVE, SCAN)),
            form("analyze (?:\\(.*?\\) |verbose )?NAME.*", m -> on(m, SHARE_UPDATE_EXCLUSIVE, SCAN)),
            form("cluster (?:\\(.*?\\) |verbose )?NAME.*", m -> on(m, ACCESS_EXCLUSIVE, REWRITE)),
            form("refresh materialized view concurrently NAME.*", m -> on(m, EXCLUSIVE, ROWS)),
            form("refresh materialized view NAME.*", m -> on(m, ACCESS_EXCLUSIVE, REWRITE)
                    .instead("refresh materialized view concurrently keeps no reads waiting; it needs a unique index")),
            form("insert into NAME.*", m -> on(m, ROW_EXCLUSIVE, ROWS)),
            form("(?:update|delete from) (?:only )?NAME.*", m -> on(m, ROW_EXCLUSIVE, SCAN)
                    .instead(
                            "rows stay locked until the script ends; of a large table change some thousand at a time, in"
                                    + " scripts or a job of their own")),
            form("merge into (?:only )?NAME.*", m -> on(m, ROW_EXCLUSIVE, SCAN)),
            form("copy NAME .*", m -> on(m, ROW_EXCLUSIVE, ROWS)),
            form("select .*?\\bfrom (?:only )?NAME.*", m -> on(m, ACCESS_SHARE, SCAN)));

    private Effects() {}

    /** What the statement does; nothing to any table if its form is none of those known. */
    public static Effect of(String statement) {
        String words = words(statement);
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(words);
            if (matcher.matches()) {
                return form.effect().apply(matcher);
            }
        }
        return Effect.NONE;
    }

    /** On one line, without comments, one space between words. */
    private static String words(String statement) {
        return statement
                .replaceAll("--[^\n]*|/\\*(?:[^*]|\\*(?!/))*\\*/", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Form form(String pattern, Function<Matcher, Effect> effect) {
        return new Form(pattern(pattern), effect);
    }

    static Pattern pattern(String text) {
        return Pattern.compile(text.replace("NAME", NAME).replace("PART", PART), Pattern.CASE_INSENSITIVE);
    }

    private static Effect on(Matcher matcher, LockMode lock, Work work) {
        return Effect.of(matcher.group(1), lock, work);
    }

    private static Effect each(String names, LockMode lock, Work work) {
        Effect effect = Effect.NONE;
        for (String name : names.split(",", -1)) {
            effect = effect.alsoOn(name.strip(), lock, work);
        }
        return effect;
    }

    /** A new table is in nobody's way; those that it refers to may be. */
    private static Effect references(Matcher matcher) {
        Effect effect = Effect.NONE;
        for (String table : referenced(matcher.group())) {
            effect = effect.alsoOn(table, SHARE_ROW_EXCLUSIVE, METADATA);
        }
        return effect;
    }

    static List<String> referenced(String words) {
        List<String> tables = new ArrayList<>();
        Matcher matcher = REFERENCES.matcher(words);
        while (matcher.find()) {
            tables.add(matcher.group(1));
        }
        return tables;
    }
}
