/** Errors on the wire: always JSON, {@code {"detail": …}} or, for who asks for it, the problem details of RFC 9457. */
@NullMarked
package io.evolua.web.problem;

import org.jspecify.annotations.NullMarked;
