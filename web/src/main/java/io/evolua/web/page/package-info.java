/** Pages for people: the front door, and those to read the API and to try it. */
@NullMarked
package io.evolua.web.page;

import org.jspecify.annotations.NullMarked;
