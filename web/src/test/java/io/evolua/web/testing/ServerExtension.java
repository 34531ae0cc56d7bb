package io.evolua.web.testing;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Prepares what Arquillian's managed Payara Micro needs, and so must be registered before Arquillian. When something
 * fails, the end of the server's log is printed, once. Arquillian runs the same test class again inside the server: there
 * this does nothing, and so refers to nothing that only exists outside.
 */
public final class ServerExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final boolean OUTSIDE = System.getProperty("evolua.scripts") != null;

    private boolean failed;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (OUTSIDE) {
            Server.prepare();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failed |= context.getExecutionException().isPresent();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (OUTSIDE && (failed || context.getExecutionException().isPresent())) {
            Server.printLog();
        }
    }
}
