package io.evolua.dev.server;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Boots Payara Micro without an application and deploys one when it is told to on standard input. The server needs some
 * seconds to boot and the application needs a migrated database when it is deployed: so both are got ready at the same
 * time.
 *
 * <p>The end of standard input ends the process: a parent that was killed leaves no server behind.
 */
public final class Boot {

    /** The exit code after an application that could not be deployed; the server's log has the reason. */
    public static final int NOT_DEPLOYED = 70;

    /** The file, in the working directory, that appears when the application is deployed. */
    public static final String DEPLOYED = "evolua-deployed";

    private static final String APPLICATION = "evolua";

    private Boot() {}

    /**
     * Boots the server, waits for the WAR's path on standard input, and deploys it.
     *
     * @param args Payara Micro's own options
     * @throws Exception what the server threw while it booted
     */
    public static void main(String[] args) throws Exception {
        CompletableFuture<String> war = new CompletableFuture<>();
        Thread parent = new Thread(() -> followParent(war), "parent");
        parent.setDaemon(true);
        parent.start();

        // It knows where its runtime lies by where it comes from itself; compiled against, it would have to be
        // unpacked.
        Class.forName("fish.payara.micro.impl.RootDirLauncher")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);

        PayaraMicroRuntime runtime = PayaraMicro.getInstance().getRuntime();
        boolean deployed = runtime.deploy(APPLICATION, "/", new File(war.get()));
        // The server also answers true when the application failed while it was loaded.
        if (!deployed || !runtime.getDeployedApplicationNames().contains(APPLICATION)) {
            System.exit(NOT_DEPLOYED);
        }
        Files.createFile(Path.of(DEPLOYED));
    }

    private static void followParent(CompletableFuture<String> war) {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                war.complete(line);
            }
        } catch (IOException e) {
            // The same as the end: nobody is there any more.
        }
        // Not exit(): the server's shutdown hook may wait for a boot that is still going on.
        Runtime.getRuntime().halt(0);
    }
}
