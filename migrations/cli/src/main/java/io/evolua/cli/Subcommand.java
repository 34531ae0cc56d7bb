package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One command: what may be said to it, and what it does: parse, call the engine, print. */
interface Subcommand {

    /** The command's name, options and help. Built anew at each call. */
    CommandSpec spec();

    /** Does it and prints the result. Failures are exceptions of the engine. */
    ExitCode run(Invocation invocation);
}
