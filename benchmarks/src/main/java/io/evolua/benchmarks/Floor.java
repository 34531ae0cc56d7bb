package io.evolua.benchmarks;

/** The least a Java program can cost. */
public final class Floor {

    private Floor() {}

    public static void main(String... args) {
        System.out.println("hello");
    }
}
