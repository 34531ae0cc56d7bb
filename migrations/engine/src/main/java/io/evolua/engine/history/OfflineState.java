package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param again the versions of the steps in their order, if some of them, the first ones, may be done already because psql
 *     is started again; and the scripts that may be unfinished
 */
public record OfflineState(
        String begins,
        List<Revision> applied,
        Set<RevisionId> own,
        List<Revision> pending,
        Map<RevisionId, Script> again) {

    public OfflineState(String begins, List<Revision> applied, Set<RevisionId> own, List<Revision> pending) {
        this(begins, applied, own, pending, Map.of());
    }

    public OfflineState {
        applied = List.copyOf(applied);
        own = Set.copyOf(own);
        pending = List.copyOf(pending);
        again = Collections.unmodifiableMap(new LinkedHashMap<>(again));
    }

    /** Where some of the steps, the first ones, may be done, and the next one half. */
    OfflineState startedAgain(List<PreparedStep> steps) {
        Map<RevisionId, Script> scripts = new LinkedHashMap<>();
        for (PreparedStep step : steps) {
            Revision revision = step.step().revision();
            scripts.put(revision.id(), step.step().direction().script(revision).orElseThrow());
        }
        return new OfflineState(begins, applied, own, pending, scripts);
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
                    with unfinished as (
                        select version, script, checksum, installed_rank from %3$s
                        where not success and execution_time <= -2
                    ), history as (
                        select *, string_to_array(regexp_replace(version, '(\\.0+)+$', ''), '.')::numeric[] as number
                        from %3$s
                        where version is not null and installed_rank not in (
                            select installed_rank from unfinished where (version, script, checksum) in (%6$s))
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
                        ) as e (version, checksum, type, state, step)
                    ), known as (
                        select e.*, a.version is not null as recorded, a.type like '%%BASELINE' as begun,
                               exists (select from baseline b where e.number <= b.number) as covered,
                               a.type in ('SQL', e.type) and a.checksum <> e.checksum as edited
                        from expected e left join applied a using (number)
                    ), step as (
                        select number, row_number() over (order by step) as step,
                               case state when 'own' then not recorded and not covered
                                          else recorded and not begun and edited is not true end as done
                        from known where step is not null
                    ), before as (
                        select number from step where done
                            and step < (select min(step) from step where not done)
                    ), problem as (
                        select number, version || ' is recorded as failed' as line
                        from latest where not success and type <> 'DELETE'
                        union all
                        select number, version || ' is not applied'
                        from known where state <> 'pending' and not recorded and not covered
                            and number not in (select number from before)
                        union all
                        select number, version || ' is in the baseline and was never run'
                        from known where state = 'own' and (begun or covered and not recorded)
                        union all
                        select number, version || ' is applied already'
                        from known where state = 'pending' and (recorded or covered)
                            and number not in (select number from before)
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
                OfflineText.literal("This script begins at " + begins + ", and " + table + " says something else: "),
                unfinished()));
    }

    /** The rows that an unfinished step may have left, as {@link OfflineStepped} writes them. */
    private String unfinished() {
        StringJoiner rows = new StringJoiner(", ", "values ", "");
        rows.setEmptyValue("values (null, null, cast(null as integer))");
        again.forEach((id, script) -> rows.add("(" + OfflineText.literal(id.toString()) + ", "
                + OfflineText.literal(script.name()) + ", cast(" + script.checksum() + " as integer))"));
        return rows.toString();
    }

    private String place(Revision revision) {
        int place = List.copyOf(again.keySet()).indexOf(revision.id());
        return "cast(" + (place < 0 ? "null" : place) + " as integer)";
    }

    private String row(Revision revision, String state) {
        return "(" + OfflineText.literal(revision.id().toString()) + ", " + "cast("
                + revision.up().checksum() + " as integer), '" + revision.up().rowType() + "', '" + state + "', "
                + place(revision) + ")";
    }
}
