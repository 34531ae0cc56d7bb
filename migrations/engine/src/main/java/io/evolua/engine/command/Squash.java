package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.revision.HistoryRange;
import io.evolua.engine.revision.JavaClass;
import io.evolua.engine.revision.NewRevision;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.RevisionNames;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.sql.ScriptWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes one revision of several that follow each other, proven to leave the same. Databases that began with the several go
 * on with them, from {@code replaced/}, and record the one when they are through.
 */
public final class Squash {

    /** What only makes and changes objects, and so can be said anew from the difference that it makes. */
    private static final Pattern DEFINITION = Pattern.compile(
            "(?:create|alter|drop|comment|grant|revoke)\\b(?!.*\\bselect\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final CommandContext context;

    public Squash(CommandContext context) {
        this.context = context;
    }

    /**
     * What was written.
     *
     * @param revision the one
     * @param replaced what it was made of, in order
     * @param files its scripts
     * @param generated whether its statements were generated anew; otherwise they are those of the several, one after the
     *     other
     */
    public record Result(RevisionInfo revision, List<RevisionInfo> replaced, List<Path> files, boolean generated) {}

    /**
     * Makes one of a range. From the base on, revisions that only define objects are generated anew; others are joined as
     * they are, because rows may be there that their statements move.
     *
     * @param range {@code from:to}, both ends included
     * @param message what the one is about; none for one that names the ends
     * @throws io.evolua.engine.UsageException if it is no range, or no database is named to prove it in
     * @throws RefusedException if the revisions are not a line that nothing else leads into or out of, if one cannot be
     *     joined, or if the one would not leave the same
     */
    public Result run(String range, Optional<String> message) {
        context.requireDatabase();
        ScriptDirectory scripts = context.loadSoundScripts();
        RevisionGraph graph = scripts.graph();
        List<Revision> originals = new HistoryRange(graph, List::of).of(range);
        requireLine(graph, originals);
        Revision first = originals.get(0);
        Revision last = originals.get(originals.size() - 1);
        Set<RevisionId> before = graph.withAncestors(first.id());
        before.remove(first.id());
        Joined joined = context.onDatabase(connection -> {
            try (Scratch scratch = Scratch.open(connection)) {
                return proven(scratch, Replay.ups(graph, before::contains), originals);
            }
        });
        String words = message.orElse("squash " + first.id() + " to " + last.id());
        Placement placement = new Placement(
                first.revises(),
                first.branch(),
                originals.stream()
                        .flatMap(revision -> revision.dependsOn().stream())
                        .filter(id -> originals.stream()
                                .noneMatch(revision -> revision.id().equals(id)))
                        .toList(),
                originals.stream().map(Revision::id).toList(),
                Optional.of(last.id()));
        Revision written = scripts.writeInPlaceOf(
                originals, new NewRevision(words, joined.up(), joined.down(), placement, context.clock()));
        return new Result(
                RevisionInfo.of(written),
                RevisionInfo.of(originals),
                Stream.concat(Stream.of(written.up()), written.down().stream())
                        .map(Script::file)
                        .toList(),
                joined.generated());
    }

    private record Joined(String up, String down, boolean generated) {}

    private static Joined proven(Scratch scratch, List<SqlScript> earlier, List<Revision> originals) {
        List<SqlScript> ups =
                originals.stream().map(Revision::up).map(SqlScript::parse).toList();
        Replay wanted = Replay.of(scratch, join(earlier, ups));
        List<Change> changes = SchemaDiff.between(Schema.empty(), wanted.schema());
        boolean generated = earlier.isEmpty()
                && ups.stream().flatMap(up -> up.statements().stream()).allMatch(Squash::defines);
        Joined joined = generated
                ? new Joined(ScriptWriter.script(changes), ScriptWriter.wayBack(changes), true)
                : new Joined(join(originals), joinBackwards(originals), false);
        SqlScript one = SqlScript.parse("the squashed script", joined.up());
        Replay got = Replay.of(scratch, join(earlier, List.of(one)));
        List<Change> differences = SchemaDiff.between(got.schema(), wanted.schema());
        if (!differences.isEmpty()) {
            throw new RefusedException("The one script would not leave the same as the several. It lacks: "
                    + String.join(
                            "; ", differences.stream().map(Change::describe).toList()) + ". Nothing was written.");
        }
        SortedSet<QualifiedName> tables = wanted.otherRows(got);
        if (!tables.isEmpty()) {
            throw new RefusedException("The one script would not leave the same rows as the several in "
                    + String.join(", ", tables.stream().map(Object::toString).toList()) + ". Nothing was written.");
        }
        if (generated) {
            requireWayBack(scratch, one, SqlScript.parse("its way back", joined.down()));
        }
        return joined;
    }

    /** Where the statements are those of the originals, so is their way back. */
    private static void requireWayBack(Scratch scratch, SqlScript one, SqlScript back) {
        List<Change> left =
                SchemaDiff.between(Replay.of(scratch, List.of(one, back)).schema(), Schema.empty());
        if (!left.isEmpty()) {
            throw new RefusedException("The one script could not be taken back whole. It would leave: "
                    + String.join("; ", left.stream().map(Change::describe).toList()) + ". Nothing was written.");
        }
    }

    private static List<SqlScript> join(List<SqlScript> earlier, List<SqlScript> scripts) {
        return Stream.concat(earlier.stream(), scripts.stream()).toList();
    }

    private static boolean defines(SqlStatement statement) {
        return statement.guards().isEmpty()
                && DEFINITION.matcher(statement.text()).matches();
    }

    private static String join(List<Revision> originals) {
        StringBuilder sql = new StringBuilder();
        for (Revision original : originals) {
            sql.append("-- ")
                    .append(original)
                    .append("\n\n")
                    .append(original.up().body())
                    .append("\n\n");
        }
        return sql.toString();
    }

    private static String joinBackwards(List<Revision> originals) {
        StringBuilder sql = new StringBuilder();
        for (int i = originals.size() - 1; i >= 0; i--) {
            Revision original = originals.get(i);
            Script down = original.down()
                    .orElseThrow(() -> new RefusedException(original
                            + " has no script that takes it back, so that one made of it could have none. Write it, or leave"
                            + " the revision out."));
            sql.append("-- ")
                    .append(original)
                    .append("\n\n")
                    .append(down.body())
                    .append("\n\n");
        }
        return sql.toString();
    }

    private static void requireLine(RevisionGraph graph, List<Revision> originals) {
        if (originals.size() < 2) {
            throw new RefusedException(
                    "To make one of " + RevisionNames.list(originals) + " there must be two or more.");
        }
        for (int i = 0; i < originals.size(); i++) {
            Revision revision = originals.get(i);
            boolean first = i == 0;
            boolean last = i == originals.size() - 1;
            if (!first
                    && !revision.revises().equals(List.of(originals.get(i - 1).id()))) {
                throw notOne(revision + " does not simply follow " + originals.get(i - 1));
            }
            if (!last
                    && !graph.children(revision.id())
                            .equals(Set.of(originals.get(i + 1).id()))) {
                throw notOne("others than " + originals.get(i + 1) + " build upon " + revision);
            }
            if (!first && revision.branch().isPresent()) {
                throw notOne("the branch " + revision.branch().get() + " begins with " + revision);
            }
            if (!revision.replaces().isEmpty()) {
                throw notOne(revision + " was made of several itself; once no database needs those any more, delete"
                        + " their scripts and the line that names them");
            }
            Stream.concat(Stream.of(revision.up()), revision.down().stream())
                    .filter(JavaClass.class::isInstance)
                    .findFirst()
                    .ifPresent(script -> {
                        throw notOne(script.display() + " is written in Java, which no script can hold");
                    });
            boolean outside = !revision.up().inTransaction()
                    || revision.down().filter(down -> !down.inTransaction()).isPresent();
            Stream.concat(Stream.of(revision.up()), revision.down().stream())
                    .filter(Script::hasPlaceholders)
                    .findFirst()
                    .ifPresent(script -> {
                        throw notOne(script.display() + " has placeholders, whose values would be fixed");
                    });
            if (outside) {
                throw notOne(revision + " runs outside a transaction");
            }
        }
    }

    private static RefusedException notOne(String why) {
        return new RefusedException("These revisions cannot be made one: " + why + ". Nothing was written.");
    }
}
