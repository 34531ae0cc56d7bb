/**
 * {@code ./evolua dev}: PostgreSQL, the migrations and the service as one program on one machine, for development. It
 * knows the others as files only: the migration job's jar, the WAR, the server's jar.
 */
@NullMarked
package io.evolua.dev;

import org.jspecify.annotations.NullMarked;
