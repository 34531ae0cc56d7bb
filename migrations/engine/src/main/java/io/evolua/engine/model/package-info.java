/**
 * The target: a {@link io.evolua.engine.schema.Schema} read from a persistence unit. EclipseLink says what the running
 * application will use (tables, columns, keys); the annotations say what an expert would write for it. Reads class files
 * and {@code persistence.xml}, never a database.
 */
@NullMarked
package io.evolua.engine.model;

import org.jspecify.annotations.NullMarked;
