package io.evolua.engine.change;

import io.evolua.engine.schema.Schema;

/** Two schemas to go between. */
record SchemaPair(Schema a, Schema b) {

    /** What jqwik prints of it; the failure itself says the rest. */
    @Override
    public String toString() {
        return "schemas of " + a.tables().size() + " and " + b.tables().size() + " tables";
    }
}
