/** JSON values, made by one provider. */
@NullMarked
package io.evolua.web.json;

import org.jspecify.annotations.NullMarked;
