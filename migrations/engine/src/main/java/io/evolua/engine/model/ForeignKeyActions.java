package io.evolua.engine.model;

import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.ForeignKey.Action;

/** What a foreign key does besides referring. */
record ForeignKeyActions(Action onUpdate, Action onDelete, Deferral deferral) {

    static final ForeignKeyActions NONE =
            new ForeignKeyActions(Action.NO_ACTION, Action.NO_ACTION, Deferral.NOT_DEFERRABLE);

    static ForeignKeyActions cascadingOnDelete(boolean cascade) {
        return cascade ? new ForeignKeyActions(Action.NO_ACTION, Action.CASCADE, Deferral.NOT_DEFERRABLE) : NONE;
    }

    /**
     * Reads a whole {@code foreignKeyDefinition}. Its columns and table are left to the mapping, which knows them; they
     * only have to be written correctly.
     */
    static ForeignKeyActions parse(String definition, boolean cascadeOnDelete, String where) {
        SqlCursor cursor = new SqlCursor(definition, where);
        if (cursor.accept("constraint")) {
            throw cursor.problem("a name belongs into @ForeignKey(name), not");
        }
        if (cursor.accept("foreign", "key")) {
            cursor.names();
        }
        if (cursor.accept("references")) {
            cursor.qualifiedName();
            if (!cursor.atEnd() && cursor.peek().isSymbol("(")) {
                cursor.names();
            }
        }
        ForeignKeyActions actions = clauses(cursor);
        if (!cursor.atEnd()) {
            throw cursor.problem("\"" + cursor.peek().text() + "\" is not understood");
        }
        return cascadeOnDelete && actions.onDelete() == Action.NO_ACTION
                ? new ForeignKeyActions(actions.onUpdate(), Action.CASCADE, actions.deferral())
                : actions;
    }

    /** What may follow {@code REFERENCES table (columns)}; leaves the cursor at the first token that it does not know. */
    static ForeignKeyActions clauses(SqlCursor cursor) {
        Action onUpdate = Action.NO_ACTION;
        Action onDelete = Action.NO_ACTION;
        boolean deferrable = false;
        boolean deferred = false;
        boolean more = true;
        while (more) {
            if (cursor.accept("on", "delete")) {
                onDelete = action(cursor);
            } else if (cursor.accept("on", "update")) {
                onUpdate = action(cursor);
            } else if (cursor.accept("deferrable")) {
                deferrable = true;
            } else if (cursor.accept("initially", "deferred")) {
                deferred = true;
            } else if (cursor.accept("match")) {
                if (!cursor.accept("simple")) {
                    throw cursor.problem("only MATCH SIMPLE, the default, is supported");
                }
            } else {
                more = cursor.accept("not", "deferrable") || cursor.accept("initially", "immediate");
            }
        }
        Deferral deferral = deferred
                ? Deferral.INITIALLY_DEFERRED
                : deferrable ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
        return new ForeignKeyActions(onUpdate, onDelete, deferral);
    }

    private static Action action(SqlCursor cursor) {
        if (cursor.accept("no", "action")) {
            return Action.NO_ACTION;
        } else if (cursor.accept("restrict")) {
            return Action.RESTRICT;
        } else if (cursor.accept("cascade")) {
            return Action.CASCADE;
        }
        Action action = cursor.accept("set", "null") ? Action.SET_NULL : Action.SET_DEFAULT;
        if (action == Action.SET_DEFAULT) {
            cursor.expect("set", "default");
        }
        if (!cursor.atEnd() && cursor.peek().isSymbol("(")) {
            throw cursor.problem("an action for some of the columns is not supported");
        }
        return action;
    }
}
