package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is run for a revision, or besides the revisions: a file of SQL, or a class. */
public sealed interface Script permits SqlFile, JavaClass {

    /** Where it is; of a class, the folder or jar that holds it. */
    Path file();

    /** What Flyway calls it: its path below the folder of its kind, with slashes, or the name of the class. */
    String name();

    /** The words of its name. */
    String words();

    /** What Flyway's history says of it: its words, unless a class has others. */
    String description();

    /**
     * As Flyway reckons it; null for a class that says none.
     *
     * @throws RefusedException if it cannot be read, or loaded
     */
    @Nullable
    Integer checksum();

    /** Flyway's word for its kind in the history. */
    String rowType();

    /** Whether it and its row in the history are to be one transaction. */
    boolean inTransaction();

    /**
     * What is to be run: its text with the values of its placeholders.
     *
     * @throws RefusedException as {@link #text}, or if a placeholder has no value
     */
    String sql();

    /** Whether what is run depends on values that are not in the script. */
    boolean hasPlaceholders();

    /** Whether it holds placeholders whose values are the database's. */
    boolean asksDatabase();

    /** The checksum of what is run: Flyway's of repeatable scripts, which run again when a value changes. */
    @Nullable
    Integer checksumOfSql();

    /**
     * Its text, read now.
     *
     * @throws RefusedException if it cannot be read any more, is not UTF-8, is no longer what was read before, or is a class
     *     and has none
     */
    String text();

    /**
     * Its text without the lines that place it in the graph.
     *
     * @throws RefusedException as {@link #text}
     */
    String body();

    /** For messages: the file as the user gave the folder, short enough to click on; or the name of the class. */
    String display();
}
