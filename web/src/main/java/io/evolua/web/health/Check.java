package io.evolua.web.health;

/** Something that must be as it should for the service to be well. */
public interface Check {

    /** How it is now. */
    Finding call();
}
