/** Tests that run inside the server, on its transactions and its connections. */
@NullMarked
package io.evolua.web.unitofwork;

import org.jspecify.annotations.NullMarked;
