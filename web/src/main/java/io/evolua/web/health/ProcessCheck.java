package io.evolua.web.health;

import jakarta.enterprise.context.ApplicationScoped;

/** Alive means: requests are answered. The database is none of it, for a restart would not mend that. */
@ApplicationScoped
public class ProcessCheck implements Check {

    @Override
    public Finding call() {
        return Finding.of("process", true);
    }
}
