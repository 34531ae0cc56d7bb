/** What the service knows about its schema: the revisions it was built for, and what the database has. */
@NullMarked
package io.evolua.web.schema;

import org.jspecify.annotations.NullMarked;
