/** The service as it is started in production. */
@NullMarked
package io.evolua.web.production;

import org.jspecify.annotations.NullMarked;
