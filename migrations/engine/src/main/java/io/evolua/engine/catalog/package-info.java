/**
 * A {@link io.evolua.engine.schema.Schema} read from a database, in a fixed number of bulk queries on {@code pg_catalog},
 * whatever the number of tables. Reads only.
 */
@NullMarked
package io.evolua.engine.catalog;

import org.jspecify.annotations.NullMarked;
