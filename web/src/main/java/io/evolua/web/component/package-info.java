/** What beans of the service have in common. */
@NullMarked
package io.evolua.web.component;

import org.jspecify.annotations.NullMarked;
