package io.evolua.web;

/** A sentence for a person. */
public record Message(String message) {}
