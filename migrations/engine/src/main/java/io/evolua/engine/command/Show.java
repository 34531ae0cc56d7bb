package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.JavaClass;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import java.util.List;
import java.util.Optional;

/** One revision and its scripts. Needs no database. */
public final class Show {

    private final CommandContext context;

    public Show(CommandContext context) {
        this.context = context;
    }

    /**
     * A script.
     *
     * @param file where it is; the name of a class
     * @param checksum Flyway's of it; none for a class that says none
     * @param text none for a class
     */
    public record ScriptInfo(String file, Optional<Integer> checksum, Optional<String> text) {

        static ScriptInfo of(Script script) {
            return new ScriptInfo(
                    script.display(),
                    Optional.ofNullable(script.checksum()),
                    script instanceof JavaClass ? Optional.empty() : Optional.of(script.text()));
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
        ScriptDirectory scripts = context.loadScripts();
        return result(scripts, scripts.names().resolve(name));
    }

    /**
     * As {@link #run}, and also what the database is at, for the name {@code current}.
     *
     * @return one; several if the database is at several
     * @throws io.evolua.engine.RefusedException also if nothing is applied
     */
    public List<Result> all(String name) {
        if (!name.equals("current")) {
            return List.of(run(name));
        }
        ScriptDirectory scripts = context.loadScripts();
        List<Revision> current = context.onDatabase(
                connection -> Migration.read(connection, context.historyTable()).current(scripts.graph()));
        if (current.isEmpty()) {
            throw new RefusedException("Nothing is applied to the database: there is no current revision.");
        }
        return current.stream().map(revision -> result(scripts, revision)).toList();
    }

    private static Result result(ScriptDirectory scripts, Revision revision) {
        return new Result(
                RevisionInfo.of(revision),
                scripts.graph().heads().contains(revision),
                ScriptInfo.of(revision.up()),
                revision.down().map(ScriptInfo::of));
    }
}
