package io.evolua.engine.command;

import java.nio.file.Path;
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

/** A process that is killed with {@code kill -9} before each statement of each script, and while the server runs it. */
@ExtendWith(Fault.Reported.class)
class KilledTest {

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
    void killed_before_some_statements() throws Exception {
        killBefore(2);
    }

    @Test
    @Tag("nightly")
    void killed_before_every_statement() throws Exception {
        killBefore(Integer.MAX_VALUE);
    }

    private void killBefore(int atMost) throws Exception {
        for (Point point : Point.sample(rig.points(), atMost)) {
            rig.goTo(point);
            try (Victim victim = Victim.start(rig.project, point.direction(), point.number())) {
                victim.awaitLine(KilledUpgrade.WAITS);
                victim.kill();
            }
            rig.nothingIsLost(Fault.KILLED_BETWEEN, "killed before " + point, point.up());
        }
    }

    @Test
    void killed_within_some_statements() throws Exception {
        killWithin(4);
    }

    @Test
    @Tag("nightly")
    void killed_within_every_statement() throws Exception {
        killWithin(Integer.MAX_VALUE);
    }

    /**
     * A way to be killed.
     *
     * @param hold what the statement waits for meanwhile
     * @param noticed whether the server ends its process before the statement can go on; otherwise it carries it out
     */
    private record Death(Point point, String hold, boolean noticed) {

        static Stream<Death> of(Point point) {
            return Stream.of(Hold.of(point.text()), Hold.within(point.text()))
                    .flatMap(Optional::stream)
                    .flatMap(hold -> Stream.of(new Death(point, hold, false), new Death(point, hold, true)));
        }

        @Override
        public String toString() {
            return "killed within " + point + ", by " + hold
                    + (noticed ? ", and the server noticed" : ", and the server went on");
        }
    }

    private void killWithin(int atMost) throws Exception {
        List<Death> deaths = new ArrayList<>();
        rig.points().stream().flatMap(Death::of).forEach(deaths::add);
        for (Death death : Point.sample(deaths, atMost)) {
            Point point = death.point();
            rig.goTo(point);
            try (Victim victim = Victim.start(rig.project, point.direction(), point.number())) {
                victim.awaitLine(KilledUpgrade.WAITS);
                try (Hold hold = Hold.take(rig, death.hold())) {
                    victim.goOn();
                    long process = hold.awaitHeld();
                    victim.kill();
                    if (death.noticed()) {
                        hold.endHeld(process);
                    }
                }
            }
            rig.nothingIsLost(Fault.KILLED_WITHIN, death.toString(), point.up());
        }
    }
}
