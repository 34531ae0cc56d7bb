/** What is in {@code docker/} for several instances: that it says what the service needs, and the same everywhere. */
@NullMarked
package io.evolua.docker;

import org.jspecify.annotations.NullMarked;
