package io.evolua.web.auth;

import io.evolua.web.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/** The settings of logins, read once. */
@ApplicationScoped
public class LoginSettings {

    private final LoginLimits limits;
    private final int trustedProxies;

    /** @throws IllegalStateException when a setting makes no sense */
    LoginSettings() {
        Settings settings = new Settings();
        this.limits = LoginLimits.of(settings);
        this.trustedProxies = settings.number(ClientAddress.TRUSTED_PROXIES, 0, 0, 100);
    }

    /** What makes no sense is said when the service starts. */
    void readAtStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
        // The constructor has read the settings.
    }

    LoginLimits limits() {
        return limits;
    }

    int trustedProxies() {
        return trustedProxies;
    }
}
