/** What clients send: read strictly, and answered with all that is wrong with it at once. */
@NullMarked
package io.evolua.web.input;

import org.jspecify.annotations.NullMarked;
