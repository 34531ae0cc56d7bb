package io.evolua.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The service's root. Resources and providers are found by their annotations. */
@ApplicationPath("/")
public class EvoluaApplication extends Application {

    /** OPTIONS answers with {@code Allow}, as HTTP says, and not with Jersey's WADL document. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
