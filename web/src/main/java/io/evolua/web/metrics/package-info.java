/** What is counted for those who watch the service, at {@code /metrics}. */
@NullMarked
package io.evolua.web.metrics;

import org.jspecify.annotations.NullMarked;
