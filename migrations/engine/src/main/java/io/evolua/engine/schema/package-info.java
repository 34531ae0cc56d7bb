/**
 * The vocabulary: immutable records that hold what PostgreSQL stores about a schema. No input or output, no decisions;
 * equal records mean equal objects in the catalog.
 */
@NullMarked
package io.evolua.engine.schema;

import org.jspecify.annotations.NullMarked;
