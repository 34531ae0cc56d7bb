package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.CutProxy;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens from outside to a run before each of its statements, and while the server runs it. */
@ExtendWith(Fault.Reported.class)
class StatementFaultsTest {

    private static final int SOME = 2;

    private FaultRig rig;

    @BeforeEach
    void create(@TempDir Path folder) {
        rig = new FaultRig(folder);
    }

    @AfterEach
    void drop() {
        rig.close();
    }

    @Test
    void the_server_is_restarted_at_some_statements() throws Exception {
        restart(SOME);
    }

    @Test
    @Tag("nightly")
    void the_server_is_restarted_at_every_statement() throws Exception {
        restart(Integer.MAX_VALUE);
    }

    /** A place, and what keeps the statement there; nothing if it is just before it. */
    private record Place(Point point, Optional<String> hold, String how) {

        static Stream<Place> of(Point point, String how) {
            return Stream.concat(Stream.of(new Place(point, Optional.empty(), how)), within(point, how));
        }

        static Stream<Place> within(Point point, String how) {
            return Stream.of(Hold.of(point.text()), Hold.within(point.text()))
                    .flatMap(Optional::stream)
                    .map(hold -> new Place(point, Optional.of(hold), how));
        }

        @Override
        public String toString() {
            return how + hold.map(by -> ", within (" + by + ") ").orElse(", before ") + point;
        }
    }

    private void restart(int atMost) throws Exception {
        for (Place place : places(atMost, "immediate", "fast")) {
            Meeting meeting = meeting(place, rig.project.context);
            Optional<EvoluaException> failure = place.hold().isPresent()
                    ? meeting.within(place.hold().get(), (hold, process) -> TestDatabase.restartServer(place.how()))
                    : meeting.before(() -> TestDatabase.restartServer(place.how()));
            lost(failure, place);
            rig.nothingIsLost(Fault.RESTARTED, place.toString(), place.point().up());
        }
    }

    @Test
    void the_session_is_ended_at_some_statements() throws Exception {
        end(SOME);
    }

    @Test
    @Tag("nightly")
    void the_session_is_ended_at_every_statement() throws Exception {
        end(Integer.MAX_VALUE);
    }

    private void end(int atMost) throws Exception {
        for (Place place : places(atMost, "ended")) {
            Meeting meeting = meeting(place, rig.project.context);
            Optional<EvoluaException> failure = place.hold().isPresent()
                    ? meeting.within(place.hold().get(), Hold::endHeld)
                    : meeting.before(() -> rig.project.query("select pg_terminate_backend(pid, 10000)"
                            + " from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"));
            lost(failure, place);
            rig.nothingIsLost(Fault.ENDED, place.toString(), place.point().up());
        }
    }

    @Test
    void the_connection_is_cut_within_some_statements() throws Exception {
        cut(SOME);
    }

    @Test
    @Tag("nightly")
    void the_connection_is_cut_within_every_statement() throws Exception {
        cut(Integer.MAX_VALUE);
    }

    private void cut(int atMost) throws Exception {
        try (CutProxy proxy = new CutProxy(rig.project.database.port())) {
            List<Place> places = rig.points().stream()
                    .flatMap(point -> Stream.of("and the server goes on", "and the server notices")
                            .flatMap(how -> Place.within(point, how)))
                    .toList();
            for (Place place : Point.sample(places, atMost)) {
                Optional<EvoluaException> failure = meeting(place, rig.through(proxy.port()))
                        .within(place.hold().orElseThrow(), (hold, process) -> {
                            proxy.cut();
                            if (place.how().endsWith("notices")) {
                                hold.endHeld(process);
                            }
                        });
                lost(failure, place);
                rig.nothingIsLost(
                        Fault.CUT_WITHIN, place.toString(), place.point().up());
            }
        }
    }

    @Test
    void the_answer_to_a_commit_is_lost() throws Exception {
        Point last = rig.points().stream()
                .filter(Point::up)
                .reduce((first, second) -> second)
                .orElseThrow();
        try (CutProxy proxy = new CutProxy(rig.project.database.port())) {
            Optional<EvoluaException> failure = new Meeting(rig, rig.through(proxy.port()), last)
                    // The statement itself, and then row and commit in one.
                    .before(() -> proxy.cutBeforeAnswer(2));
            assertThat(failure).isPresent();
            assertThat(failure.get()).hasMessageContaining("unless it was committing just then");
        }
        rig.awaitNobody();
        assertThat(rig.project.current()).containsExactly("4");
        assertThat(rig.project.upgrade("head")).isEmpty();
        rig.nothingIsLostUpwards(Fault.CUT, "the answer to a commit lost");
    }

    @Test
    void somebody_holds_a_lock_at_some_statements() throws Exception {
        hold(SOME);
    }

    @Test
    @Tag("nightly")
    void somebody_holds_a_lock_at_every_statement() throws Exception {
        hold(Integer.MAX_VALUE);
    }

    /** What runs outside a transaction waits as long as it takes. */
    private void hold(int atMost) throws Exception {
        CommandContext hasty = rig.project.context.withSettings(rig.project
                .context
                .settings()
                .withLockTimeout(Duration.ofMillis(100))
                .withLockRetries(1));
        List<Place> places = rig.points().stream()
                .filter(Point::transaction)
                .flatMap(point -> Place.within(point, "a lock held"))
                .toList();
        for (Place place : Point.sample(places, atMost)) {
            Meeting meeting = meeting(place, hasty);
            List<Hold> holds = new ArrayList<>();
            Optional<EvoluaException> failure =
                    meeting.before(() -> holds.add(Hold.take(rig, place.hold().orElseThrow())));
            assertThat(failure).as(place.toString()).isPresent();
            assertThat(failure.get())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("lock timeout", "Tried 2 times", "Run this again");
            for (Hold hold : holds) {
                hold.close();
            }
            rig.nothingIsLost(Fault.LOCK_HELD, place.toString(), place.point().up());
        }
    }

    @Test
    void a_role_loses_its_rights_at_some_statements() throws Exception {
        loseRights(SOME);
    }

    @Test
    @Tag("nightly")
    void a_role_loses_its_rights_at_every_statement() throws Exception {
        loseRights(Integer.MAX_VALUE);
    }

    private void loseRights(int atMost) throws Exception {
        String role = "loser_" + rig.project.database.name();
        CommandContext limited = rig.project.context.withDatabase(DatabaseUrl.parse("postgresql://" + role
                + "@localhost:" + rig.project.database.port() + "/" + rig.project.database.name()));
        for (Place place : places(atMost, "rights lost").stream()
                .filter(place -> place.hold().isEmpty())
                .toList()) {
            rig.project.database.run("create role " + role + " login; grant all on schema public to " + role
                    + "; grant all on all tables in schema public to " + role);
            if (!place.point().up()) {
                new Upgrade(limited).run("head");
            }
            Optional<EvoluaException> failure = new Meeting(rig, limited, place.point())
                    .before(() -> rig.project.database.run("revoke all on schema public from public, " + role));
            assertThat(failure).as(place.toString()).isPresent();
            assertThat(failure.get()).as(place.toString()).isInstanceOf(RefusedException.class);
            rig.awaitNobody();
            rig.project.database.run("grant usage on schema public to public; reassign owned by " + role
                    + " to postgres; drop owned by " + role + "; drop role " + role);
            rig.nothingIsLost(Fault.RIGHT_LOST, place.toString(), place.point().up());
        }
    }

    private List<Place> places(int atMost, String... ways) {
        List<Place> places = rig.points().stream()
                .flatMap(point -> Stream.of(ways).flatMap(how -> Place.of(point, how)))
                .toList();
        return Point.sample(places, atMost);
    }

    private Meeting meeting(Place place, CommandContext context) {
        rig.goTo(place.point());
        return new Meeting(rig, context, place.point());
    }

    /** The message says what happened and what to do. */
    private static void lost(Optional<EvoluaException> failure, Place place) {
        assertThat(failure).as(place.toString()).isPresent();
        assertThat(failure.get())
                .as(place.toString())
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("The connection to the server is lost.", "Run this again");
    }
}
