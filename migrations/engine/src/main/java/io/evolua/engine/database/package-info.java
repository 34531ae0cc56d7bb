/** Where a database is and how to get a connection to it. Knows JDBC and nothing of revisions or schemas. */
@NullMarked
package io.evolua.engine.database;

import org.jspecify.annotations.NullMarked;
