@NullMarked
package io.evolua.web.auth;

import org.jspecify.annotations.NullMarked;
