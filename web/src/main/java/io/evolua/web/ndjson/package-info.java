/** Lists without end: one JSON object on each line. */
@NullMarked
package io.evolua.web.ndjson;

import org.jspecify.annotations.NullMarked;
