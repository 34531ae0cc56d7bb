package io.evolua.benchmarks.service;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a contestant did under one load.
 *
 * @param perSecond answers
 * @param cpuMillis of the contestant, for a request
 * @param databaseCpuMillis of PostgreSQL, for a request
 * @param p50Millis half of the answers came within
 * @param p99Millis 99 of 100 answers came within
 * @param mebibytes what the contestant held afterwards
 * @param failed requests without an answer, and answers with a status of 400 and more
 */
record Sample(
        double perSecond,
        double cpuMillis,
        double databaseCpuMillis,
        double p50Millis,
        double p99Millis,
        double mebibytes,
        long failed) {

    /** The median of each figure; the failures of all together. */
    static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::perSecond),
                median(samples, Sample::cpuMillis),
                median(samples, Sample::databaseCpuMillis),
                median(samples, Sample::p50Millis),
                median(samples, Sample::p99Millis),
                median(samples, Sample::mebibytes),
                samples.stream().mapToLong(Sample::failed).sum());
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
