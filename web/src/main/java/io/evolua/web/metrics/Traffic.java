package io.evolua.web.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests by method, outcome and duration. Counting adds to numbers that threads do not contend for; sums are made when
 * somebody asks. Paths are no part of it: there are as many as rows.
 */
@ApplicationScoped
public class Traffic implements Measured {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "other";
    private static final int STATUS_CLASSES = 5;

    /** Upper bounds in milliseconds; a last bucket has none. */
    private static final int[] BOUNDS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000};

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final LongAdder[] requests = adders((METHODS.size() + 1) * STATUS_CLASSES);
    private final LongAdder[] buckets = adders(BOUNDS.length + 1);
    private final LongAdder nanos = new LongAdder();
    private final LongAdder inFlight = new LongAdder();

    /** A request has come. */
    public void begin() {
        inFlight.increment();
    }

    /** And is answered. */
    public void end(String method, int status, long duration) {
        inFlight.decrement();
        nanos.add(duration);
        int known = METHODS.indexOf(method);
        int statusClass = Math.max(1, Math.min(STATUS_CLASSES, status / 100));
        requests[(known < 0 ? METHODS.size() : known) * STATUS_CLASSES + statusClass - 1].increment();
        int bucket = 0;
        while (bucket < BOUNDS.length && duration > BOUNDS[bucket] * NANOS_PER_MILLI) {
            bucket++;
        }
        buckets[bucket].increment();
    }

    @Override
    public List<Gauge> gauges() {
        List<Gauge> gauges = new ArrayList<>();
        for (int method = 0; method <= METHODS.size(); method++) {
            String name = method < METHODS.size() ? METHODS.get(method) : OTHER;
            for (int statusClass = 1; statusClass <= STATUS_CLASSES; statusClass++) {
                LongAdder count = requests[method * STATUS_CLASSES + statusClass - 1];
                Map<String, String> tags = new LinkedHashMap<>();
                tags.put("method", name);
                tags.put("status", statusClass + "xx");
                gauges.add(new Gauge("http_requests", tags, count::sum));
            }
        }
        for (int bucket = 0; bucket <= BOUNDS.length; bucket++) {
            int last = bucket;
            String bound = bucket < BOUNDS.length ? Double.toString(BOUNDS[bucket] / MILLIS_PER_SECOND) : "+Inf";
            gauges.add(new Gauge("http_request_seconds_bucket", Map.of("le", bound), () -> sum(last)));
        }
        gauges.add(new Gauge("http_request_seconds_count", Map.of(), () -> sum(BOUNDS.length)));
        gauges.add(new Gauge("http_request_seconds_sum", Map.of(), () -> nanos.sum() / NANOS_PER_SECOND));
        gauges.add(new Gauge("http_requests_in_flight", Map.of(), inFlight::sum));
        return gauges;
    }

    /** As many as were not slower than the bucket's bound. */
    private long sum(int last) {
        long sum = 0;
        for (int bucket = 0; bucket <= last; bucket++) {
            sum += buckets[bucket].sum();
        }
        return sum;
    }

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
