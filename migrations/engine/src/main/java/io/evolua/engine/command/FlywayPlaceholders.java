package io.evolua.engine.command;

import io.evolua.engine.history.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The placeholders that Flyway itself gives a value, by name without {@code flyway:}. Asked for once, when one is used. */
final class FlywayPlaceholders implements Supplier<Map<String, String>> {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final CommandContext context;
    private Optional<Map<String, String>> values = Optional.empty();

    FlywayPlaceholders(CommandContext context) {
        this.context = context;
    }

    @Override
    public synchronized Map<String, String> get() {
        if (values.isEmpty()) {
            values = Optional.of(context.onDatabase(this::read));
        }
        return values.get();
    }

    private Map<String, String> read(Connection connection) throws SQLException {
        HistoryTable table = HistoryTable.on(connection, context.historyTable());
        Clock clock = context.clock();
        Map<String, String> read = new HashMap<>();
        read.put("defaultSchema", table.schema());
        read.put("table", table.name());
        read.put("timestamp", TIMESTAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault())));
        read.put("workingDirectory", System.getProperty("user.dir"));
        read.put("environment", "default");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user, current_database()")) {
            row.next();
            read.put("user", row.getString(1));
            read.put("database", row.getString(2));
        }
        return Map.copyOf(read);
    }
}
