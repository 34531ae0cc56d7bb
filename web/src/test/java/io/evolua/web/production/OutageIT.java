package io.evolua.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.CutProxy;
import io.evolua.engine.testing.TestDatabase;
import io.evolua.web.testing.Server;
import io.evolua.web.testing.ServerExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database goes away under load, in every way that one can, and comes back. */
@ExtendWith(ServerExtension.class)
@SuppressWarnings("NullAway.Init") // started before all tests
class OutageIT {

    private static final int CLIENTS = 30;

    /** Of both pools. */
    private static final int CONNECTIONS = 40;

    /** What is documented is 10 s; a machine under load has its own. Without limits it would be minutes. */
    private static final int LONGEST_MILLIS = 15_000;

    private static CutProxy proxy;
    private static Production service;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        proxy = new CutProxy(Server.database().port());
        String url = System.getProperty("evolua.test.database-url").replaceFirst(":\\d+/", ":" + proxy.port() + "/");
        service = Production.start(Map.of("DATABASE_URL", url));
    }

    @AfterAll
    static void end() {
        service.close();
        proxy.close();
    }

    /** Something that happens to the database. */
    @FunctionalInterface
    private interface Outage {
        void happen(Load load) throws InterruptedException;
    }

    private static void survive(Outage outage) throws InterruptedException {
        Load load = Load.start(service.uri(), CLIENTS);
        try {
            load.awaitSuccesses(100);
            outage.happen(load);
            proxy.mend();
            load.awaitSuccesses(100);
        } finally {
            proxy.mend();
            load.stop();
        }

        assertThat(load.wrong()).isEmpty();
        assertThat(load.refused()).as("the outage was noticed").isPositive();
        assertThat(load.longestMillis()).as("waiting is bounded").isLessThan(LONGEST_MILLIS);
        assertThat(Server.row("select count(*) from heroes where name = any (string_to_array('"
                        + String.join(",", load.made()) + "', ','))"))
                .as("what was said to be stored is")
                .containsExactly(Integer.toString(load.made().size()));
        awaitRest();
        allIsWell();
    }

    /** The pools have no more than they may, and nothing is left begun. */
    private static void awaitRest() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Server.row("select count(*) <= " + CONNECTIONS + ", count(*) filter (where state <> 'idle')"
                        + " from pg_stat_activity where datname = current_database() and application_name = 'evolua'")
                .equals(List.of("t", "0"))) {
            assertThat(System.nanoTime()).as("all connections are at rest").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static void allIsWell() throws InterruptedException {
        Load load = Load.start(service.uri(), CLIENTS);
        load.awaitSuccesses(200);
        load.stop();
        assertThat(load.wrong()).isEmpty();
        assertThat(load.refused()).as("the pools have all their connections").isZero();
    }

    @Test
    void it_is_stopped_and_started() throws InterruptedException {
        survive(load -> TestDatabase.restartServer("fast"));
    }

    @Test
    void it_crashes_and_recovers() throws InterruptedException {
        survive(load -> TestDatabase.restartServer("immediate"));
    }

    @Test
    void nobody_answers_at_its_address() throws InterruptedException {
        survive(load -> {
            proxy.refuse();
            load.awaitRefusals(100);
        });
    }

    @Test
    void it_falls_silent() throws InterruptedException {
        survive(load -> {
            proxy.silence();
            load.awaitRefusals(CLIENTS);
        });
    }

    @Test
    void connections_lead_nowhere_any_more_and_new_ones_do() throws InterruptedException {
        survive(load -> {
            proxy.forget();
            load.awaitRefusals(1);
            load.awaitSuccesses(100);
        });
    }
}
