package io.evolua.engine.model;

/**
 * Whether an entity says that its tables are not the engine's business: by an annotation whose simple name is {@code
 * SkipAutogenerate}, of whatever package, on its class or on one that it extends. It is read from the class file, so that
 * the annotation needs neither a retention at run time nor the engine in the class path.
 */
final class OptOut {

    private static final String NAME = "SkipAutogenerate";

    private OptOut() {}

    /** @param annotation an annotation's type as class files write it */
    static boolean isSaidBy(String annotation) {
        int start = Math.max(annotation.lastIndexOf('/'), annotation.lastIndexOf('$'));
        return annotation.substring(Math.max(start, 0) + 1).equals(NAME + ";");
    }
}
