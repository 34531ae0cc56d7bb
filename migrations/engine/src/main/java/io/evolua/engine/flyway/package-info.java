/** What a project that has Flyway says about itself, read from its own files and put into our settings. Knows only files. */
@NullMarked
package io.evolua.engine.flyway;

import org.jspecify.annotations.NullMarked;
