/** Changes into statements, statements into scripts: the SQL that an expert would write by hand. No input or output. */
@NullMarked
package io.evolua.engine.sql;

import org.jspecify.annotations.NullMarked;
