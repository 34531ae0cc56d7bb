package io.evolua.engine.history;

/** A step that is done, and how long it took. */
public record StepResult(Step step, long milliseconds) {}
