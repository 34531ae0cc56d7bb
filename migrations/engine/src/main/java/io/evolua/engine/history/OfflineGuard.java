package io.evolua.engine.history;

/** A guard as a block that refuses where the runner would: with the number of rows in the way. */
final class OfflineGuard {

    /** As {@link GuardCheck} has it: what the query needs is not there, so that the statement itself decides. */
    private static final String UNDEFINED =
            "undefined_table or undefined_column or undefined_function" + " or undefined_object or invalid_schema_name";

    private OfflineGuard() {}

    /** Before its statement. */
    static String inItsTurn(PreparedStep step, Guard guard) {
        return OfflineText.block("""
                declare
                    rows_in_the_way bigint;
                begin
                    execute %s into rows_in_the_way;
                    if rows_in_the_way > 0 then
                        raise exception using message = %s,
                            hint = 'Fill the place above the line in the script, or mend the rows; then run this again.';
                    end if;
                exception when %s then
                    null; -- The statement itself will find it.
                end
                """.formatted(OfflineText.literal(guard.query()), message(step, guard), UNDEFINED));
    }

    /** Before anything runs. */
    static String ahead(Foresight.Early early) {
        Guard guard = early.guard();
        return OfflineText.block("""
                declare
                    rows_in_the_way bigint;
                begin
                    begin
                        execute %s into rows_in_the_way;
                    exception
                        when undefined_column then
                            execute %s into rows_in_the_way;
                    end;
                    if rows_in_the_way > 0 then
                        raise exception using message = %s,
                            hint = 'Nothing was run. Fill the place above the line in the script, or mend the rows.';
                    end if;
                exception when %s then
                    null; -- It is asked again in its turn.
                end
                """.formatted(
                        OfflineText.literal(guard.query()),
                        OfflineText.literal(early.inNewColumn()),
                        message(early.step(), guard),
                        UNDEFINED));
    }

    /** Without the folder of whoever wrote it, which is nothing to whoever runs it. */
    private static String message(PreparedStep step, Guard guard) {
        String script = step.step()
                .direction()
                .script(step.step().revision())
                .orElseThrow()
                .name();
        return OfflineText.literal(script + ":" + guard.line() + ": ") + " || rows_in_the_way || "
                + OfflineText.literal(" rows are in the way: " + guard.claim());
    }
}
