package io.evolua.engine.command;

import java.util.List;

/** The revisions that no other revises. Needs no database. */
public final class Heads {

    private final CommandContext context;

    public Heads(CommandContext context) {
        this.context = context;
    }

    /** By id; none if there are no revisions, several if the history branches. */
    public List<RevisionInfo> run() {
        return RevisionInfo.of(context.loadScripts().graph().heads());
    }
}
