/** Whether the service lives, and whether it may get traffic. */
@NullMarked
package io.evolua.web.health;

import org.jspecify.annotations.NullMarked;
