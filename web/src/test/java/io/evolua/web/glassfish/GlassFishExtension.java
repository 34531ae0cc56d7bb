package io.evolua.web.glassfish;

import io.evolua.web.testing.Server;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database and a GlassFish for the tests of a class. When something fails, the end of the server's log is printed. */
public final class GlassFishExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private @Nullable GlassFish server;
    private boolean failed;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        Server.prepare();
        server = GlassFish.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failed |= context.getExecutionException().isPresent();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        if (server != null) {
            server.stop();
        }
        if (failed) {
            GlassFish.printLog();
        }
    }
}
