/** The command line: parses, calls one command of the engine, prints its result. Nothing is decided here. */
@NullMarked
package io.evolua.cli;

import org.jspecify.annotations.NullMarked;
