package io.evolua.engine.change;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.ForeignKey.Action;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.KeyOptions;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Storage;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import io.evolua.engine.schema.UniqueConstraint;
import io.evolua.engine.schema.Validity;
import io.evolua.engine.sql.Identifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Valid schemas from small pools of names, so that two of them have much in common. */
final class RandomSchemas {

    /** Types as the catalog writes them, each with a default as the catalog writes it. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("smallint", "1"),
            Map.entry("integer", "42"),
            Map.entry("bigint", "0"),
            Map.entry("numeric", "1.5"),
            Map.entry("numeric(10,2)", "2.5"),
            Map.entry("boolean", "true"),
            Map.entry("mood", "'sad'::mood"),
            Map.entry("text", "'x'::text"),
            Map.entry("character varying(50)", "'y'::character varying"),
            Map.entry("character varying(255)", "'it''s'::character varying"),
            Map.entry("uuid", "gen_random_uuid()"),
            Map.entry("date", "CURRENT_DATE"),
            Map.entry("timestamp with time zone", "now()"),
            Map.entry("timestamp(3) without time zone", "LOCALTIMESTAMP"),
            Map.entry("bytea", "'\\x00'::bytea"),
            Map.entry("double precision", "random()")));

    private static final List<String> TABLE_NAMES = List.of("a", "b", "Mixed Case", "order", "app.t");
    private static final List<String> COLUMN_NAMES = List.of("id", "x", "user", "camelCase", "y_2");
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

    private static final List<Action> ACTIONS = List.of(Action.values());
    private static final List<Deferral> DEFERRALS = List.of(Deferral.values());
    private static final List<Validity> VALIDITIES = List.of(Validity.values());

    private final Random random;
    private final List<Sequence> sequences = new ArrayList<>();

    private RandomSchemas(Random random) {
        this.random = random;
    }

    static Arbitrary<SchemaPair> pairs() {
        return Arbitraries.randomValue(RandomSchemas::pair);
    }

    static SchemaPair pair(Random random) {
        return new SchemaPair(new RandomSchemas(random).schema(), new RandomSchemas(random).schema());
    }

    private Schema schema() {
        Map<QualifiedName, Table> tables = new TreeMap<>();
        for (String name : TABLE_NAMES) {
            if (random.nextInt(3) > 0) {
                Table table = table(name(name));
                tables.put(table.name(), table);
            }
        }
        List<Table> all = new ArrayList<>(tables.values());
        tables.replaceAll((name, table) -> table.withForeignKeys(foreignKeys(table, all)));
        for (String name : List.of("s", "b_id_seq")) {
            boolean taken = sequences.stream().anyMatch(s -> s.name().name().equals(name))
                    || (name.equals("b_id_seq") && isIdentity(tables.get(QualifiedName.of("b")), "id"));
            if (!taken && random.nextInt(4) == 0) {
                sequences.add(new Sequence(QualifiedName.of(name), options(integerType()), Optional.empty()));
            }
        }
        Schema schema = Schema.of(tables.values(), sequences);
        sequences.replaceAll(sequence -> Consistent.asLoggedAsItsOwner(schema, sequence));
        return schema.withSequences(sequences).withObjects(RandomObjects.over(tables.values(), random));
    }

    /** Its sequence has the name of table and column as long as nobody else has. */
    private static boolean isIdentity(@Nullable Table table, String column) {
        return table != null && table.column(column).flatMap(Column::identity).isPresent();
    }

    private static QualifiedName name(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? QualifiedName.of(text) : new QualifiedName(text.substring(0, dot), text.substring(dot + 1));
    }

    private Table table(QualifiedName name) {
        List<Column> columns = new ArrayList<>();
        for (String column : COLUMN_NAMES) {
            if (random.nextInt(4) > 0) {
                Column plain = column(name, column);
                columns.add(plain.type().text().equals("numeric") ? generated(plain, columns) : plain);
            }
        }
        // PostgreSQL has no keys and indexes over virtual columns.
        List<String> names = columns.stream()
                .filter(c -> c.generated().map(Generated::stored).orElse(true))
                .map(Column::name)
                .toList();
        Optional<PrimaryKey> key = Optional.empty();
        if (!names.isEmpty() && random.nextInt(4) > 0) {
            List<String> parts = some(names);
            String keyName = random.nextInt(5) == 0 ? name.name() + "_pk" : NamingConvention.primaryKey(name.name());
            key = Optional.of(new PrimaryKey(keyName, true, parts, keyOptions(), comment()));
            columns.replaceAll(c -> parts.contains(c.name()) ? c.withNullable(false) : c);
        }
        Map<String, UniqueConstraint> uniques = new TreeMap<>();
        Map<String, Index> indexes = new TreeMap<>();
        if (!names.isEmpty()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                List<String> parts = some(names);
                String unique = NamingConvention.unique(name.name(), parts);
                uniques.put(unique, new UniqueConstraint(unique, true, parts, keyOptions(), comment()));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                Index index = index(name, columns, some(names), i);
                indexes.put(index.name(), index);
            }
        }
        return new Table(
                name,
                columns,
                key,
                List.copyOf(uniques.values()),
                List.of(),
                checks(name, columns),
                exclusions(name, columns),
                List.copyOf(indexes.values()),
                tableOptions());
    }

    private Index index(QualifiedName table, List<Column> all, List<String> names, int number) {
        List<Column> columns = names.stream()
                .map(name -> all.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        String name = random.nextBoolean() ? NamingConvention.index(table.name(), names) : table.name() + "_i" + number;
        boolean unique = random.nextBoolean();
        return new Index(
                name,
                true,
                unique,
                unique && rarely(),
                Index.BTREE,
                columns.stream().map(this::key).toList(),
                rarely() ? List.of(names.get(0)) : List.of(),
                rarely() ? Optional.of(SqlText.canonical(predicate(columns.get(0)))) : Optional.empty(),
                storage(),
                true,
                comment());
    }

    private Index.Key key(Column column) {
        Index.Direction direction = random.nextBoolean() ? Index.Direction.ASC : Index.Direction.DESC;
        Index.Nulls nulls = random.nextBoolean() ? Index.Nulls.FIRST : Index.Nulls.LAST;
        if (!rarely()) {
            return new Index.Key(column.name(), true, direction, nulls);
        }
        String name = Identifiers.quote(column.name());
        String expression =
                switch (column.type().text()) {
                    case "smallint", "integer", "bigint" -> "((" + name + " + 1))";
                    case "text" -> "lower(" + name + ")";
                    case "character varying(50)", "character varying(255)" -> "lower((" + name + ")::text)";
                    default -> "((" + name + " IS NULL))";
                };
        Optional<String> collation =
                expression.startsWith("lower") ? column.options().collation() : Optional.empty();
        return new Index.Key(expression, false, collation, Optional.empty(), direction, nulls, true);
    }

    private String predicate(Column column) {
        String name = Identifiers.quote(column.name());
        if (random.nextBoolean()) {
            return "(" + name + " IS NOT NULL)";
        }
        return switch (column.type().text()) {
            case "smallint", "integer", "bigint" -> "(" + name + " > 5)";
            case "text" -> "(" + name + " <> 'it''s'::text)";
            case "character varying(50)", "character varying(255)" -> "((" + name + ")::text <> 'it''s'::text)";
            case "mood" -> "(" + name + " = 'sad'::mood)";
            case "boolean" -> name;
            default -> "(" + name + " IS NOT NULL)";
        };
    }

    private Column column(QualifiedName table, String name) {
        List<String> types = List.copyOf(TYPES.keySet());
        String type = types.get(random.nextInt(types.size()));
        boolean nullable = random.nextBoolean();
        if (INTEGERS.contains(type) && random.nextInt(2) == 0) {
            if (random.nextBoolean()) {
                return new Column(
                        name,
                        SqlText.canonical(type),
                        false,
                        Optional.empty(),
                        Optional.of(new Identity(random.nextBoolean(), options(type))));
            }
            QualifiedName sequence = table.sibling(table.name() + "_" + name + "_seq");
            sequences.add(new Sequence(
                    sequence,
                    SequenceOptions.defaults(type),
                    random.nextInt(4) == 0 ? Optional.empty() : Optional.of(new Sequence.Owner(table, name))));
            String quoted = Identifiers.quote(sequence);
            return new Column(
                    name,
                    SqlText.canonical(type),
                    nullable,
                    Optional.of(SqlText.canonical("nextval('" + quoted + "'::regclass)")),
                    Optional.empty());
        }
        Optional<SqlText> value = random.nextInt(3) == 0
                ? Optional.of(SqlText.canonical(TYPES.getOrDefault(type, "null")))
                : Optional.empty();
        return new Column(
                name,
                SqlText.canonical(type),
                nullable,
                value,
                Optional.empty(),
                Optional.empty(),
                columnOptions(type));
    }

    private SequenceOptions options(String type) {
        return switch (random.nextInt(4)) {
            case 0 -> SequenceOptions.ascending(type, 1 + random.nextInt(20), 1 + random.nextInt(50));
            case 1 -> new SequenceOptions(type, -5, -1, -1000, -1, 1 + random.nextInt(3), random.nextBoolean());
            default -> SequenceOptions.defaults(type);
        };
    }

    private String integerType() {
        return INTEGERS.get(random.nextInt(INTEGERS.size()));
    }

    /** To keys of any table, this one included, so that there are circles. */
    private List<ForeignKey> foreignKeys(Table table, List<Table> all) {
        Map<String, ForeignKey> keys = new TreeMap<>();
        for (int attempt = 0; attempt < 6; attempt++) {
            Table target = all.get(random.nextInt(all.size()));
            List<List<String>> candidates = new ArrayList<>();
            target.primaryKey().ifPresent(key -> candidates.add(key.columns()));
            target.uniques().forEach(unique -> candidates.add(unique.columns()));
            candidates.removeIf(columns -> isDeferrable(target, columns));
            boolean tooVolatile =
                    target.options().unlogged() && !table.options().unlogged();
            if (candidates.isEmpty() || tooVolatile) {
                continue;
            }
            List<String> referenced = candidates.get(random.nextInt(candidates.size()));
            List<String> columns = new ArrayList<>();
            for (String column : referenced) {
                String type = target.column(column).orElseThrow().type().text();
                table.columns().stream()
                        .filter(c ->
                                c.type().text().equals(type) && c.generated().isEmpty() && !columns.contains(c.name()))
                        .findFirst()
                        .ifPresent(c -> columns.add(c.name()));
            }
            if (columns.size() == referenced.size()) {
                String name = NamingConvention.foreignKey(table.name().name(), columns);
                keys.put(name, foreignKey(name, columns, target.name(), referenced));
            }
        }
        return List.copyOf(keys.values());
    }

    /** No foreign key may refer to such a key, and PostgreSQL takes the first over the columns, in whatever order. */
    private static boolean isDeferrable(Table table, List<String> columns) {
        Stream<Map.Entry<List<String>, KeyOptions>> keys = Stream.concat(
                table.primaryKey().stream().map(key -> Map.entry(key.columns(), key.options())),
                table.uniques().stream().map(unique -> Map.entry(unique.columns(), unique.options())));
        return keys.anyMatch(key -> Set.copyOf(key.getKey()).equals(Set.copyOf(columns))
                && key.getValue().deferral() != Deferral.NOT_DEFERRABLE);
    }

    private ForeignKey foreignKey(String name, List<String> columns, QualifiedName target, List<String> referenced) {
        Action onDelete = action();
        boolean sets = onDelete == Action.SET_NULL || onDelete == Action.SET_DEFAULT;
        return new ForeignKey(
                name,
                true,
                columns,
                target,
                referenced,
                rarely() ? ForeignKey.Match.FULL : ForeignKey.Match.SIMPLE,
                action(),
                onDelete,
                sets && rarely() ? columns.subList(0, 1) : List.of(),
                deferral(),
                validity(),
                comment());
    }

    private boolean rarely() {
        return random.nextInt(5) == 0;
    }

    private Optional<String> comment() {
        return random.nextInt(8) == 0 ? Optional.of(random.nextBoolean() ? "it's" : "two\nlines \\") : Optional.empty();
    }

    private SortedMap<String, String> storage() {
        SortedMap<String, String> storage = new TreeMap<>();
        if (rarely()) {
            storage.put("fillfactor", Integer.toString(50 + random.nextInt(3)));
        }
        return storage;
    }

    private KeyOptions keyOptions() {
        return new KeyOptions(List.of(), false, false, rarely() ? deferral() : Deferral.NOT_DEFERRABLE, storage());
    }

    private Validity validity() {
        return rarely() ? VALIDITIES.get(random.nextInt(VALIDITIES.size())) : Validity.VALID;
    }

    private List<Check> checks(QualifiedName table, List<Column> columns) {
        List<Check> checks = new ArrayList<>();
        for (Column column : columns) {
            if (rarely()) {
                String definition = "CHECK ((" + Identifiers.quote(column.name()) + " IS NOT NULL))"
                        + (rarely() ? " NO INHERIT" : "");
                checks.add(new Check(
                        table.name() + "_" + column.name() + (rarely() ? "_ck" : "_check"),
                        true,
                        SqlText.canonical(definition),
                        validity(),
                        comment()));
            }
        }
        return checks;
    }

    private List<Exclusion> exclusions(QualifiedName table, List<Column> columns) {
        return columns.stream()
                .filter(column -> INTEGERS.contains(column.type().text())
                        && column.generated().isEmpty()
                        && rarely())
                .map(column -> new Exclusion(
                        table.name() + "_" + column.name() + "_excl",
                        true,
                        SqlText.canonical("EXCLUDE USING btree (" + Identifiers.quote(column.name()) + " WITH =)"),
                        comment()))
                .toList();
    }

    private TableOptions tableOptions() {
        List<String> identities = List.of("default", "default", "default", "full", "nothing");
        return new TableOptions(
                rarely(),
                storage(),
                rarely(),
                rarely(),
                identities.get(random.nextInt(identities.size())),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                comment());
    }

    private Column generated(Column column, List<Column> others) {
        List<Column> integers = others.stream()
                .filter(c -> c.type().text().equals("integer") && c.generated().isEmpty())
                .toList();
        if (integers.isEmpty() || !rarely()) {
            return column;
        }
        String other =
                Identifiers.quote(integers.get(random.nextInt(integers.size())).name());
        Generated generated = new Generated(
                SqlText.canonical("(" + other + " + " + (1 + random.nextInt(2)) + ")"), random.nextBoolean());
        return new Column(
                column.name(),
                SqlText.canonical("integer"),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.of(generated),
                ColumnOptions.PLAIN.withComment(comment()));
    }

    private ColumnOptions columnOptions(String type) {
        boolean text = type.equals("text") || type.startsWith("character varying");
        return new ColumnOptions(
                text && rarely() ? Optional.of("\"C\"") : Optional.empty(),
                text && rarely() ? Optional.of(new Storage("external", "extended")) : Optional.empty(),
                text && rarely() ? Optional.of("pglz") : Optional.empty(),
                rarely() ? Optional.of(random.nextInt(3)) : Optional.empty(),
                new TreeMap<>(),
                comment());
    }

    private Action action() {
        return ACTIONS.get(random.nextInt(ACTIONS.size()));
    }

    private Deferral deferral() {
        return DEFERRALS.get(random.nextInt(DEFERRALS.size()));
    }

    private List<String> some(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(Math.min(3, shuffled.size()))));
    }
}
