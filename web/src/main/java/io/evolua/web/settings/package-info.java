/** The service's settings as its features read them. */
@NullMarked
package io.evolua.web.settings;

import org.jspecify.annotations.NullMarked;
