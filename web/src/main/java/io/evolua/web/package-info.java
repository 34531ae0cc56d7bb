/** The REST service: where it is rooted and what holds for all of its resources. */
@NullMarked
package io.evolua.web;

import org.jspecify.annotations.NullMarked;
