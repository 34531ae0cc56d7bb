package io.evolua.engine.history;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one finds out whether a statement was carried out that PostgreSQL runs only outside a transaction: by what it
 * leaves in the catalog.
 *
 * @param kind whether anything can be found out
 * @param query rows of the state ({@code DONE}, {@code HALF}), the statement that mends what is half done, what was found
 *     in words, and the server process that is still at it; no row if the statement was not carried out. The query of
 *     what may be repeated only finds what is half done
 * @param names the query's parameters
 * @param mendedIsDone whether mending completes the statement; otherwise it must be run again
 */
record Trace(Kind kind, String query, List<String> names, boolean mendedIsDone) {

    enum Kind {
        /** The catalog tells. */
        SEEN,
        /** To run it twice does no more than to run it once. */
        REPEATABLE,
        /** Nobody but the author knows. */
        NONE
    }

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String QUALIFIED = "(" + NAME + "(?: ?\\. ?" + NAME + "){0,2})";

    private static final Pattern CREATE_INDEX = pattern(
            "create (?:unique )?index concurrently (?:if not exists )?(" + NAME + ") on (?:only )?" + QUALIFIED);
    private static final Pattern UNNAMED_INDEX = pattern("create (?:unique )?index concurrently on ");
    private static final Pattern DROP_INDEX = pattern("drop index concurrently (?:if exists )?" + QUALIFIED);
    private static final Pattern DETACH = pattern("alter table (?:if exists )?(?:only )?" + QUALIFIED
            + " ?\\*? detach partition " + QUALIFIED + " concurrently");
    private static final Pattern REINDEX =
            pattern("reindex ?(?:\\([^)]*\\) ?)?(index|table|schema) (?:concurrently )?" + QUALIFIED);
    private static final Pattern SHARED =
            pattern("(create|drop) (database|tablespace|subscription) (?:if exists )?(" + NAME + ")");
    private static final Pattern REPEATABLE =
            pattern("(vacuum|reindex|cluster|alter system|alter database|alter subscription)\\b");

    private static final String INDEX_THERE = """
            select case when i.indisvalid then 'DONE' else 'HALF' end,
                   'drop index concurrently ' || i.indexrelid::regclass,
                   'the index ' || i.indexrelid::regclass
                       || case when i.indisvalid then ' is there and valid' else ' was INVALID and is dropped' end,
                   (select min(p.pid) from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
            from pg_index i join pg_class c on c.oid = i.indexrelid
            where c.relname = (parse_ident(?))[1] and i.indrelid = to_regclass(?)""";

    private static final String INDEX_GONE = """
            select 'DONE', null, 'there is no index ' || name, null from (values (?)) as t (name)
            where to_regclass(name) is null""";

    private static final String DETACHED = """
            select case when i.inhrelid is null then 'DONE' else 'HALF' end,
                   format('alter table %s detach partition %s finalize', p.parent, p.part),
                   p.part || case when i.inhrelid is null then ' is detached' else ' was being detached; that is finished' end,
                   null
            from (values (?, ?)) as p (parent, part)
            left join pg_inherits i on i.inhparent = to_regclass(p.parent) and i.inhrelid = to_regclass(p.part)
            where to_regclass(p.part) is not null and (i.inhrelid is null or i.inhdetachpending)""";

    /** Copies that {@code REINDEX CONCURRENTLY} leaves when it is interrupted. */
    private static final String COPIES = """
            select 'HALF', 'drop index concurrently ' || i.indexrelid::regclass,
                   'the index ' || i.indexrelid::regclass || ', a copy that was left behind, is dropped',
                   (select min(p.pid) from pg_stat_progress_create_index p
                    where p.index_relid = i.indexrelid or p.relid = i.indrelid)
            from pg_index i join pg_class c on c.oid = i.indexrelid, (values (?)) as t (name)
            where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and c.relkind = 'i'
              and $scope order by 2""";

    private static final Trace UNKNOWN = new Trace(Kind.NONE, "", List.of(), false);
    private static final Trace AGAIN = new Trace(Kind.REPEATABLE, "", List.of(), false);

    static Trace of(SqlStatement statement) {
        String words = StatementKind.oneLine(statement);
        Matcher match = CREATE_INDEX.matcher(words);
        if (UNNAMED_INDEX.matcher(words).lookingAt()) {
            return UNKNOWN;
        }
        if (match.lookingAt()) {
            return seen(INDEX_THERE, false, match.group(1), match.group(2));
        }
        match = DROP_INDEX.matcher(words);
        if (match.lookingAt()) {
            return seen(INDEX_GONE, false, match.group(1));
        }
        match = DETACH.matcher(words);
        if (match.lookingAt()) {
            return seen(DETACHED, true, match.group(1), match.group(2));
        }
        match = REINDEX.matcher(words);
        if (match.lookingAt()) {
            return new Trace(Kind.REPEATABLE, copies(match.group(1)), List.of(match.group(2)), false);
        }
        match = SHARED.matcher(words);
        if (match.lookingAt()) {
            return shared(match);
        }
        return REPEATABLE.matcher(words).lookingAt() ? AGAIN : UNKNOWN;
    }

    /** The query with its parameters written into it. */
    String literally() {
        StringBuilder text = new StringBuilder();
        int name = 0;
        for (String part : query.split("\\?", -1)) {
            text.append(part);
            if (name < names.size()) {
                text.append(OfflineText.literal(names.get(name++)));
            }
        }
        return text.toString();
    }

    private static Trace seen(String query, boolean mendedIsDone, String... names) {
        return new Trace(Kind.SEEN, query, List.of(names), mendedIsDone);
    }

    private static String copies(String of) {
        String scope =
                switch (of.toLowerCase(Locale.ROOT)) {
                    case "index" ->
                        "i.indrelid = (select x.indrelid from pg_index x where x.indexrelid = to_regclass(t.name))";
                    case "table" -> "i.indrelid = to_regclass(t.name)";
                    default -> "c.relnamespace = to_regnamespace(t.name)";
                };
        return COPIES.replace("$scope", scope);
    }

    private static Trace shared(Matcher match) {
        boolean create = match.group(1).equalsIgnoreCase("create");
        String kind = match.group(2).toLowerCase(Locale.ROOT);
        String there =
                switch (kind) {
                    case "database" -> "pg_database where datname = ident";
                    case "tablespace" -> "pg_tablespace where spcname = ident";
                    default -> "pg_subscription where subname = ident";
                };
        String query = "select 'DONE', null, '" + (create ? "there is the " : "there is no ") + kind
                + " ' || name, null from (select name, (parse_ident(name))[1] as ident from (values (?)) as v (name)) as t"
                + " where " + (create ? "" : "not ") + "exists (select from " + there + ")";
        return seen(query, false, match.group(3));
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }
}
