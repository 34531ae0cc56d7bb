package io.evolua.engine.safety;

/** What is done while a lock is held, least first. */
public enum Work {
    METADATA("changes the catalog only"),
    ROWS("changes rows"),
    SCAN("reads every row"),
    INDEX("reads every row to build an index"),
    REWRITE("writes every row and every index anew");

    private final String words;

    Work(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
