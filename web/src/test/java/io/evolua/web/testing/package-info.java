/** What the integration tests stand on: a migrated database, a server, a client. */
@NullMarked
package io.evolua.web.testing;

import org.jspecify.annotations.NullMarked;
