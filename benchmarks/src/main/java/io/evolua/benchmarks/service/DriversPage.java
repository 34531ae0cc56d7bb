package io.evolua.benchmarks.service;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The figures of the two drivers as a page: for each kind of request a row of plots and a table. */
final class DriversPage {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 280;

    private DriversPage() {}

    /** A figure of a sample, and whether it spans decades. */
    private record Figure(String title, ToDoubleFunction<Sample> value, boolean logarithmic) {}

    private static final List<Figure> FIGURES = List.of(
            new Figure("Answers a second", Sample::perSecond, false),
            new Figure("CPU of the service, ms a request", Sample::cpuMillis, false),
            new Figure("p50, ms", Sample::p50Millis, true),
            new Figure("p99, ms", Sample::p99Millis, true),
            new Figure("Memory, MiB", Sample::mebibytes, false));

    /**
     * The page.
     *
     * @param conditions how it was measured
     * @param conclusion what people made of it, as HTML
     * @param samples by kind of request, connections and driver
     */
    static String of(String conditions, String conclusion, Map<String, Map<Integer, Map<String, Sample>>> samples) {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Two drivers</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
                .plots { display: flex; flex-wrap: wrap; gap: 1rem; }
                table { border-collapse: collapse; margin: 1rem 0; }
                th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #ccc; }
                th:nth-child(2), td:nth-child(2) { text-align: left; }
                </style>
                </head>
                <body>
                <h1>Two drivers: pgjdbc with EclipseLink, and Vert.x</h1>
                <p>The same requests over a number of connections that ask again as soon as they are answered. CPU and memory are those of the
                service's process; of “read among slow” 40 more connections are part that wait for slow queries, a fifth of a second each.</p>
                """);
        page.append("<p>").append(conditions).append("</p>\n").append(conclusion);
        for (Entry<String, Map<Integer, Map<String, Sample>>> operation : samples.entrySet()) {
            page.append("<h2>").append(operation.getKey()).append("</h2>\n<div class=\"plots\">\n");
            for (Figure figure : FIGURES) {
                page.append(plot(figure, operation.getValue()));
            }
            page.append("</div>\n").append(table(operation.getValue()));
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String plot(Figure figure, Map<Integer, Map<String, Sample>> samples) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(figure.title())
                .xAxisTitle("connections")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(figure.logarithmic());
        if (!figure.logarithmic()) {
            chart.getStyler().setYAxisMin(0.0);
        }
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        for (Map<String, Sample> drivers : samples.values()) {
            drivers.forEach((driver, sample) -> lines.computeIfAbsent(driver, any -> new ArrayList<>())
                    .add(figure.value().applyAsDouble(sample)));
        }
        List<Integer> connections = List.copyOf(new TreeSet<>(samples.keySet()));
        lines.forEach((driver, values) -> chart.addSeries(driver, connections, values));
        try {
            byte[] picture = BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
            return "<img alt=\"" + figure.title() + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                    + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(picture) + "\">\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table(Map<Integer, Map<String, Sample>> samples) {
        StringBuilder table = new StringBuilder(
                "<table>\n<tr><th>connections</th><th>driver</th><th>answers a second</th>"
                        + "<th>CPU, ms</th><th>CPU of PostgreSQL, ms</th><th>p50, ms</th><th>p99, ms</th><th>MiB</th><th>failed</th></tr>\n");
        samples.forEach((connections, drivers) -> drivers.forEach((driver, sample) -> table.append(String.format(
                Locale.ROOT,
                "<tr><td>%d</td><td>%s</td><td>%.0f</td><td>%.3f</td><td>%.3f</td><td>%.2f</td><td>%.2f</td><td>%.0f</td>"
                        + "<td>%d</td></tr>%n",
                connections,
                driver,
                sample.perSecond(),
                sample.cpuMillis(),
                sample.databaseCpuMillis(),
                sample.p50Millis(),
                sample.p99Millis(),
                sample.mebibytes(),
                sample.failed()))));
        return table.append("</table>\n").toString();
    }
}
