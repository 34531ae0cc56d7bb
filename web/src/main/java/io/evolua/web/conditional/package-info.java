/** Conditional requests (RFC 9110, 13): tags of representations, and what a client says about them. */
@NullMarked
package io.evolua.web.conditional;

import org.jspecify.annotations.NullMarked;
