/** Requests that carry a key of their own, {@code Idempotency-Key}, and are carried out once however often they come. */
@NullMarked
package io.evolua.web.idempotency;

import org.jspecify.annotations.NullMarked;
