/** The non-blocking driver on a real PostgreSQL, without a server around it. */
@NullMarked
package io.evolua.persistence;

import org.jspecify.annotations.NullMarked;
