package io.evolua.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.evolua.contract.client.Service;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Holds the contract against a running service: {@code java -jar evolua-contract.jar http://host:port}. It opens accounts
 * there and leaves heroes behind: not for a service with data that anybody needs. Exit code 0 if the contract is held, 1
 * if not, 2 if the address is missing.
 */
public final class Main {

    private Main() {}

    /** Runs all tests. */
    public static void main(String[] args) {
        if (args.length != 1 || !args[0].matches("https?://.+")) {
            System.err.println("Usage: java -jar evolua-contract.jar http://host:port");
            System.exit(2);
        }
        System.setProperty(Service.PROPERTY, args[0]);
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() {
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(WholeContract.class))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(tests, listener);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        listener.getSummary().getFailures().forEach(failure -> {
            out.println("FAILED " + failure.getTestIdentifier().getDisplayName());
            out.println("  " + failure.getException().getMessage());
        });
        out.println(listener.getSummary().getTestsSucceededCount() + " of "
                + listener.getSummary().getTestsFoundCount() + " parts of the contract are held.");
        return listener.getSummary().getTotalFailureCount() == 0
                && listener.getSummary().getTestsSucceededCount() > 0;
    }
}
