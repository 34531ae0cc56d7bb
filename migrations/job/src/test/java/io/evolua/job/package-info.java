@NullMarked
package io.evolua.job;

import org.jspecify.annotations.NullMarked;
