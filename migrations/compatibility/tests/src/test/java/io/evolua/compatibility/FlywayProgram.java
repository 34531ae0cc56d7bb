package io.evolua.compatibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.RepairResult;

/** Open-source Flyway at work; loaded beside it, so that it is each version's own code that runs. */
public final class FlywayProgram {

    private FlywayProgram() {}

    /**
     * Runs a command as its command line would, with the class path of the thread.
     *
     * @param settings as in {@code flyway.conf}
     * @return what it says: of {@code info} and {@code pending} the scripts with their states, of {@code migrate} the
     *     versions (or descriptions) that it ran
     */
    public static List<String> run(String command, Map<String, String> settings) {
        Flyway flyway = Flyway.configure(Thread.currentThread().getContextClassLoader())
                .configuration(settings)
                .load();
        return switch (command) {
            case "migrate" ->
                flyway.migrate().migrations.stream()
                        .map(done -> done.version.isEmpty() ? done.description : done.version)
                        .toList();
            case "info" -> infos(flyway.info().all());
            case "pending" -> infos(flyway.info().pending());
            case "validate" -> {
                flyway.validate();
                yield List.of();
            }
            case "baseline" -> {
                flyway.baseline();
                yield List.of();
            }
            case "repair" -> repaired(flyway.repair());
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static List<String> infos(MigrationInfo[] infos) {
        return Arrays.stream(infos)
                .map(info ->
                        (info.getVersion() == null ? info.getDescription() : info.getVersion()) + " " + info.getState())
                .toList();
    }

    private static List<String> repaired(RepairResult result) {
        List<String> all = new ArrayList<>();
        result.migrationsAligned.forEach(each -> all.add("aligned " + each.version));
        result.migrationsDeleted.forEach(each -> all.add("deleted " + each.version));
        result.migrationsRemoved.forEach(each -> all.add("removed " + each.version));
        return all;
    }
}
