/** The same WAR on another server. */
@NullMarked
package io.evolua.web.glassfish;

import org.jspecify.annotations.NullMarked;
