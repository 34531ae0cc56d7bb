package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What the history must say for an offline script to be right: the same as {@link HistoryCheck} wants to know, as a
 * block that raises an error otherwise.
 *
 * @param begins where the script begins, in words
 * @param applied must be applied, with the scripts as they are
 * @param own those of them that a baseline is not enough for, because they are to be taken back
 * @param pending must not be applied
 */
public record OfflineState(String begins, List<Revision> applied, Set<RevisionId> own, List<Revision> pending) {

    public OfflineState {
        applied = List.copyOf(applied);
        own = Set.copyOf(own);
        pending = List.copyOf(pending);
    }

    String check(HistoryTable table) {
        StringJoiner expected = new StringJoiner(",\n            ");
        for (Revision revision : applied) {
            expected.add(row(revision, own.contains(revision.id()) ? "own" : "applied"));
        }
        pending.forEach(revision -> expected.add(row(revision, "pending")));
        String missing = applied.isEmpty()
                ? "return;"
                : "raise exception using message = "
                        + OfflineText.literal("There is no " + table + ", and this script" + " begins at " + begins
                                + ". Nothing was run.")
                        + ";";
        return OfflineText.block("""
                declare
                    problems text;
                begin
                    if to_regclass(%1$s) is null then
                        %2$s
                    end if;
                    with history as (
                        select *, string_to_array(regexp_replace(version, '(\\.0+)+$', ''), '.')::numeric[] as number
                        from %3$s
                        where version is not null
                    ), latest as (
                        select distinct on (number) * from history order by number, installed_rank desc
                    ), applied as (
                        select * from latest where success and type <> 'DELETE' and type not like 'UNDO\\_%%'
                    ), baseline as (
                        select number from applied where type like '%%BASELINE' order by installed_rank desc limit 1
                    ), expected as (
                        select e.*, string_to_array(regexp_replace(e.version, '(\\.0+)+$', ''), '.')::numeric[] as number
                        from (values
                            %4$s
                        ) as e (version, checksum, type, state)
                    ), known as (
                        select e.*, a.version is not null as recorded, a.type like '%%BASELINE' as begun,
                               exists (select from baseline b where e.number <= b.number) as covered,
                               a.type in ('SQL', e.type) and a.checksum <> e.checksum as edited
                        from expected e left join applied a using (number)
                    ), problem as (
                        select number, version || ' is recorded as failed' as line
                        from latest where not success and type <> 'DELETE'
                        union all
                        select number, version || ' is not applied'
                        from known where state <> 'pending' and not recorded and not covered
                        union all
                        select number, version || ' is in the baseline and was never run'
                        from known where state = 'own' and (begun or covered and not recorded)
                        union all
                        select number, version || ' is applied already'
                        from known where state = 'pending' and (recorded or covered)
                        union all
                        select number, version || ' was edited after it was applied'
                        from known where state <> 'pending' and edited
                    )
                    select string_agg(line, '; ' order by number, line) into problems from problem;
                    if problems is not null then
                        raise exception using message = %5$s || problems || '. Nothing was run.';
                    end if;
                end
                """.formatted(
                OfflineText.literal(table.quoted()),
                missing,
                table.quoted(),
                expected,
                OfflineText.literal("This script begins at " + begins + ", and " + table + " says something else: ")));
    }

    private static String row(Revision revision, String state) {
        return "(" + OfflineText.literal(revision.id().toString()) + ", " + "cast("
                + revision.up().checksum() + " as integer), '" + revision.up().rowType() + "', '" + state + "')";
    }
}
