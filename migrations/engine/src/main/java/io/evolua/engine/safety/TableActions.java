package io.evolua.engine.safety;

import static io.evolua.engine.safety.LockMode.ACCESS_EXCLUSIVE;
import static io.evolua.engine.safety.LockMode.SHARE_ROW_EXCLUSIVE;
import static io.evolua.engine.safety.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static io.evolua.engine.safety.Work.INDEX;
import static io.evolua.engine.safety.Work.METADATA;
import static io.evolua.engine.safety.Work.REWRITE;
import static io.evolua.engine.safety.Work.SCAN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The actions of {@code ALTER TABLE}, one line each. */
final class TableActions {

    private static final String NOT_VALID_FIRST =
            "add it as NOT VALID, then VALIDATE CONSTRAINT in a script of its own, which keeps nobody waiting";
    private static final String INDEX_FIRST =
            "create unique index concurrently in a script of its own, then add constraint … using index";

    private record Action(Pattern pattern, BiFunction<String, Matcher, Effect> effect) {}

    private static final List<Action> ACTIONS = List.of(
            action("validate constraint (PART)", (t, m) -> Effect.of(t, SHARE_UPDATE_EXCLUSIVE, SCAN)
                    .ofConstraint(m.group(1))),
            action(
                    "add (?:constraint PART )?foreign key .*\\breferences NAME.*\\bnot valid.*",
                    (t, m) -> key(t, m.group(1), METADATA)),
            action("add (?:constraint PART )?foreign key .*\\breferences NAME.*", (t, m) -> key(t, m.group(1), SCAN)
                    .instead(NOT_VALID_FIRST)),
            action("add (?:constraint PART )?(?:check|not null)\\b.*\\bnot valid.*", (t, m) -> all(t, METADATA)),
            action("add (?:constraint PART )?(?:check|not null)\\b.*", (t, m) -> all(t, SCAN)
                    .instead(NOT_VALID_FIRST)),
            action("add (?:constraint PART )?(?:unique|primary key) using index.*", (t, m) -> all(t, METADATA)),
            action("add (?:constraint PART )?(?:unique|primary key)\\b.*", (t, m) -> all(t, INDEX)
                    .instead(INDEX_FIRST)),
            action("add (?:constraint PART )?exclude\\b.*", (t, m) -> all(t, INDEX)),
            action("add (?:column )?(?:if not exists )?PART (.*)", (t, m) -> column(t, m.group(1))),
            action("drop constraint (?:if exists )?(PART).*", (t, m) -> all(t, METADATA)
                    .ofConstraint(m.group(1))),
            action(
                    "alter (?:column )?PART (?:set data )?type\\b.*",
                    (t, m) -> all(t, REWRITE)
                            .instead(
                                    "a new column, filled some thousand rows at a time, then renamed in the place of the old one")),
            action(
                    "alter (?:column )?PART set not null",
                    (t, m) -> all(t, SCAN)
                            .instead(
                                    "add check (… is not null) not valid, validate it, then set not null, which need not read any more")),
            action("alter (?:column )?PART set expression\\b.*", (t, m) -> all(t, REWRITE)),
            action(
                    "alter (?:column )?PART (?:set statistics|set \\(|reset \\().*",
                    (t, m) -> Effect.of(t, SHARE_UPDATE_EXCLUSIVE, METADATA)),
            action("set (?:logged|unlogged|tablespace|access method)\\b.*", (t, m) -> all(t, REWRITE)),
            action(
                    "(?:set|reset) ?\\(.*|cluster on .*|set without cluster",
                    (t, m) -> Effect.of(t, SHARE_UPDATE_EXCLUSIVE, METADATA)),
            action(
                    "(?:enable|disable) (?:replica |always )?trigger\\b.*",
                    (t, m) -> Effect.of(t, SHARE_ROW_EXCLUSIVE, METADATA)),
            action("attach partition NAME .*", (t, m) -> Effect.of(t, SHARE_UPDATE_EXCLUSIVE, METADATA)
                    .alsoOn(m.group(1), ACCESS_EXCLUSIVE, SCAN)
                    .instead("a validated check that says the same as the bound spares reading the rows")),
            action("detach partition NAME concurrently.*", (t, m) -> Effect.of(t, SHARE_UPDATE_EXCLUSIVE, METADATA)
                    .alsoOn(m.group(1), ACCESS_EXCLUSIVE, METADATA)),
            action("detach partition NAME.*", (t, m) -> all(t, METADATA)
                    .alsoOn(m.group(1), ACCESS_EXCLUSIVE, METADATA)
                    .instead("detach partition … concurrently, in a script of its own, keeps nobody waiting")),
            action("inherit NAME", (t, m) -> all(t, METADATA).alsoOn(m.group(1), SHARE_UPDATE_EXCLUSIVE, METADATA)));

    private static final Pattern REWRITING = Effects.pattern(
            "(?:small|big)?serial\\d?\\b.*|.*\\bgenerated (?:always|by default) as identity.*"
                    + "|.*\\bgenerated always as \\(.*\\) stored.*"
                    + "|.*\\bdefault .*\\b(?:gen_random_uuid|uuid\\w*|random|nextval|clock_timestamp|timeofday) ?\\(.*");
    private static final Pattern KEY = Effects.pattern(".*\\b(?:unique|primary key)\\b.*");
    private static final Pattern CHECK = Effects.pattern(".*\\bcheck ?\\(.*");

    private TableActions() {}

    private static Action action(String pattern, BiFunction<String, Matcher, Effect> effect) {
        return new Action(Effects.pattern(pattern), effect);
    }

    static Effect of(String table, String actions) {
        Effect effect = Effect.NONE;
        for (String action : split(actions)) {
            effect = effect.and(one(table, action));
        }
        return effect;
    }

    private static Effect one(String table, String text) {
        for (Action action : ACTIONS) {
            Matcher matcher = action.pattern().matcher(text);
            if (matcher.matches()) {
                return action.effect().apply(table, matcher);
            }
        }
        return all(table, METADATA);
    }

    private static Effect all(String table, Work work) {
        return Effect.of(table, ACCESS_EXCLUSIVE, work);
    }

    private static Effect key(String table, String referenced, Work work) {
        return Effect.of(table, SHARE_ROW_EXCLUSIVE, work).alsoOn(referenced, SHARE_ROW_EXCLUSIVE, work);
    }

    private static Effect column(String table, String definition) {
        Work work = METADATA;
        if (REWRITING.matcher(definition).matches()) {
            work = REWRITE;
        } else if (KEY.matcher(definition).matches()) {
            work = INDEX;
        } else if (CHECK.matcher(definition).matches()) {
            work = SCAN;
        }
        Effect effect = all(table, work);
        if (work == REWRITE) {
            effect = effect.instead(
                    "add the column without it, set the default, and fill the rows some thousand at a time");
        }
        for (String referenced : Effects.referenced(definition)) {
            effect = effect.alsoOn(referenced, SHARE_ROW_EXCLUSIVE, METADATA);
        }
        return effect;
    }

    /** At the commas that are in no parentheses and no quotes. */
    private static List<String> split(String actions) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < actions.length(); i++) {
            char c = actions.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(actions.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(actions.substring(start).strip());
        return parts;
    }
}
