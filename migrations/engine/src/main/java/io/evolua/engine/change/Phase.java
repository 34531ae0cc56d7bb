package io.evolua.engine.change;

/**
 * When a change has its turn. The order lets every change find what it needs and nobody in its way; read backwards with
 * every change inverted it does the same, so that the way back needs no order of its own.
 */
enum Phase {
    REVOKE,
    /** Views, triggers and all else that could be in the way of the tables' changes, with what is made of them. */
    DROP_OBJECT,
    /** While the table is as it was. */
    DELETE_ROW,
    CREATE_SCHEMA,
    /** Extensions, types, and routines that tables use. */
    CREATE_BASE,
    DROP_FOREIGN_KEY,
    /** Columns let go of identities and sequences of owners that will vanish. */
    RELEASE,
    DROP_TABLE,
    DROP_INDEX,
    DROP_CHECK,
    /** Primary keys and unique constraints, after the foreign keys that lean on them. */
    DROP_KEY,
    CREATE_SEQUENCE,
    /** Before the columns that they are generated from change or go; the others come before they do. */
    DROP_GENERATED,
    ADD_COLUMN,
    ALTER_COLUMN,
    DROP_COLUMN,
    ADD_GENERATED,
    DROP_SEQUENCE,
    /** After the old sequence is gone: PostgreSQL would give both the same name. */
    ADD_IDENTITY,
    /** What is said of a table as a whole, while its foreign keys are off if they would be in the way. */
    ALTER_TABLE,
    RENAME,
    /** Constraints and indexes that stay, under the name that they have from now on. */
    ALTER_PART,
    ADD_KEY,
    ADD_CHECK,
    CREATE_INDEX,
    CREATE_TABLE,
    /** To parents, whose columns and checks it has by now, and to an index that identifies its rows. */
    ATTACH_TABLE,
    ATTACH_SEQUENCE,
    ADD_FOREIGN_KEY,
    /** Once the table is as it will be: PostgreSQL alters none for which a deferred constraint waits to be checked. */
    INSERT_ROW,
    DROP_BASE,
    DROP_SCHEMA,
    CREATE_OBJECT,
    GRANT
}
