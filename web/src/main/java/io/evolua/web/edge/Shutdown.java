package io.evolua.web.edge;

import io.evolua.web.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Goes on serving for a while after the process was told to end (SIGTERM), and says from the first moment that it is not
 * ready: balancers need that long to notice. A second signal ends the wait. Then the server shuts down as ever, which
 * leaves requests in flight their time.
 */
@ApplicationScoped
public class Shutdown {

    /** For how many seconds; 0, the default, is for where nobody stands before the service. */
    static final String SETTING = "evolua.drain.seconds";

    private static final Logger LOG = Logger.getLogger(Shutdown.class.getName());
    private static final int LONGEST = 600;
    private static final int ENDED_BY_SIGTERM = 143;

    private final int seconds = new Settings().number(SETTING, 0, 0, LONGEST);
    private Optional<StopSignal> signal = Optional.empty();
    private volatile boolean underWay;

    void listen(@Observes @Initialized(ApplicationScoped.class) Object event) {
        if (seconds > 0) {
            signal = StopSignal.listen(this::begin);
        }
    }

    /** Whether the process was told to end. */
    public boolean isUnderWay() {
        return underWay;
    }

    private synchronized void begin() {
        boolean second = underWay;
        underWay = true;
        LOG.log(
                Level.INFO,
                () -> second ? "told to end again: now" : "told to end: not ready, ends in " + seconds + " s");
        // Threads that deliver signals must come back. The end of the JVM waits for threads of the application, so
        // these
        // are not to be waited for.
        Thread end = new Thread(() -> end(second ? 0 : seconds), "end of the service");
        end.setDaemon(true);
        end.start();
    }

    private static void end(int seconds) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException e) {
            // Then now.
        }
        System.exit(ENDED_BY_SIGTERM);
    }

    @PreDestroy
    void forget() {
        signal.ifPresent(StopSignal::forget);
    }
}
