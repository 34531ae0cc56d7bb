@NullMarked
package io.evolua.web.page;

import org.jspecify.annotations.NullMarked;
