/** The service's own description of itself. */
@NullMarked
package io.evolua.web.openapi;

import org.jspecify.annotations.NullMarked;
