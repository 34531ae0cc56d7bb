package io.evolua.engine.command;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import java.util.Optional;

/** One revision and its scripts. Needs no database. */
public final class Show {

    private final CommandContext context;

    public Show(CommandContext context) {
        this.context = context;
    }

    /** A script: where it is, what Flyway's checksum of it is, and its text. */
    public record ScriptInfo(String file, int checksum, String text) {

        static ScriptInfo of(Script script) {
            return new ScriptInfo(script.display(), script.checksum(), script.text());
        }
    }

    public record Result(RevisionInfo revision, boolean head, ScriptInfo up, Optional<ScriptInfo> down) {}

    /**
     * Finds the revision and reads its scripts.
     *
     * @param name {@code head}, or a revision by id, unique beginning of it, or slug
     * @throws io.evolua.engine.UsageException if there is no such revision
     * @throws io.evolua.engine.RefusedException if it is {@code head} and there are several
     */
    public Result run(String name) {
        var scripts = context.loadScripts();
        Revision revision = scripts.names().resolve(name);
        return new Result(
                RevisionInfo.of(revision),
                scripts.graph().heads().contains(revision),
                ScriptInfo.of(revision.up()),
                revision.down().map(ScriptInfo::of));
    }
}
