package io.evolua.dev.standin;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** Answers with the database that it was started with; cannot be deployed where {@code SERVICE_FAILS} is set. */
@ApplicationPath("/")
public class Service extends Application {

    /** The only resource. */
    @Path("/")
    public static class Root {

        @GET
        public String database() {
            return "service on " + System.getenv("DATABASE_URL");
        }
    }

    /** Fails while the application is loaded. */
    @Singleton
    @Startup
    public static class Start {

        @PostConstruct
        void start() {
            if (System.getenv("SERVICE_FAILS") != null) {
                throw new IllegalStateException("the stand-in was told to fail");
            }
        }
    }
}
