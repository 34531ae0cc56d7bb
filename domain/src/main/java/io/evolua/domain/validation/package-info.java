/** Constraints that Jakarta Validation does not bring along. */
@NullMarked
package io.evolua.domain.validation;

import org.jspecify.annotations.NullMarked;
