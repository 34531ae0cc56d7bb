/**
 * The way to the database: the data source, the repositories over the container's entity manager, and what the
 * database's errors mean. A transaction belongs to the caller: nothing here begins, commits or rolls back.
 */
@NullMarked
package io.evolua.persistence;

import org.jspecify.annotations.NullMarked;
