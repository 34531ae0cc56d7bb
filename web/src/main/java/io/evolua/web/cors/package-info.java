/** Which other sites' pages may use the service from a browser. */
@NullMarked
package io.evolua.web.cors;

import org.jspecify.annotations.NullMarked;
