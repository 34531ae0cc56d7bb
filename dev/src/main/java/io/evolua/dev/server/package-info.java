/** What runs inside the server's own process, next to Payara Micro. */
@NullMarked
package io.evolua.dev.server;

import org.jspecify.annotations.NullMarked;
