/** Who is asking: logins, tokens, and what a resource learns of its caller. */
@NullMarked
package io.evolua.web.auth;

import org.jspecify.annotations.NullMarked;
