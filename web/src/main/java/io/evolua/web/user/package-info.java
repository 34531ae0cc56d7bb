/** Users: create, read, list, change, delete. */
@NullMarked
package io.evolua.web.user;

import org.jspecify.annotations.NullMarked;
