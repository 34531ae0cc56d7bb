/** Lists in parts, and the links that lead from one part to the next (RFC 8288). */
@NullMarked
package io.evolua.web.paging;

import org.jspecify.annotations.NullMarked;
