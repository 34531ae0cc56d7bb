/** Answers that are kept, so that a request sent again is not carried out again. */
@NullMarked
package io.evolua.domain.idempotency;

import org.jspecify.annotations.NullMarked;
