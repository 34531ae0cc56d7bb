package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static final int PLENTY = 10_000;

    @Test
    void a_law_against_unique_constraints_leaves_one_table_one_column_and_the_constraint() {
        Predicate<SchemaPair> fails = pair -> hasUnique(pair.b());
        for (SchemaPair pair : failing(fails)) {
            SchemaPair small = Shrinker.shrink(pair, fails, PLENTY);
            assertThat(small.a().isEmpty()).isTrue();
            assertThat(small.b().sequences()).isEmpty();
            Table table = only(small.b());
            Column column = table.columns().get(0);
            boolean needsType = column.type().text().equals(RandomObjects.MOOD.name());
            assertThat(small.b().objects().all()).hasSize(needsType ? 1 : 0);
            assertThat(table.columns()).containsExactly(Column.of(column.name(), column.type(), true));
            assertThat(table.parts()).hasSize(1);
            assertThat(table.uniques().get(0).columns()).containsExactly(column.name());
        }
    }

    @Test
    void what_fails_for_both_together_is_kept_in_both() {
        Predicate<SchemaPair> fails = pair -> pair.a().tables().values().stream()
                .anyMatch(table -> pair.b().tables().containsKey(table.name()));
        for (SchemaPair pair : failing(fails)) {
            SchemaPair small = Shrinker.shrink(pair, fails, PLENTY);
            assertThat(only(small.a()).name()).isEqualTo(only(small.b()).name());
            assertThat(only(small.a()).columns()).isEmpty();
        }
    }

    @Test
    void it_asks_no_more_often_than_it_may_and_always_ends_at_the_same_pair() {
        SchemaPair pair = RandomSchemas.pair(new Random(1));
        int[] asked = {0};
        Predicate<SchemaPair> fails = smaller -> ++asked[0] % 3 == 0;
        SchemaPair small = Shrinker.shrink(pair, fails, 20);
        assertThat(asked[0]).isEqualTo(20);
        asked[0] = 0;
        assertThat(Shrinker.shrink(pair, fails, 20)).isEqualTo(small);
    }

    @Test
    void what_is_left_is_a_schema_that_PostgreSQL_can_store() {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            SchemaPair pair = RandomSchemas.pair(random);
            RoundTrip.check(Shrinker.shrink(pair, smaller -> random.nextInt(3) == 0, 40));
        }
    }

    @Test
    void the_report_is_sql_and_the_difference_alone() {
        Predicate<SchemaPair> fails = pair -> hasUnique(pair.b());
        SchemaPair small = Shrinker.shrink(failing(fails).get(0), fails, PLENTY);
        String report = RoundTrip.report(small, new RoundTrip.Failure("from a to b", "what is read differs", "x.y"));
        String sql = String.join(";\n", Acceptance.statements(SchemaDiff.between(Schema.empty(), small.b())));
        assertThat(report)
                .isEqualTo("from a to b: what is read differs\nx.y\n-- a\n\n-- b\n" + sql + "\n-- from a to b\n" + sql);
    }

    private static List<SchemaPair> failing(Predicate<SchemaPair> fails) {
        List<SchemaPair> pairs = IntStream.range(0, 20)
                .mapToObj(seed -> RandomSchemas.pair(new Random(seed)))
                .filter(fails)
                .toList();
        assertThat(pairs).isNotEmpty();
        return pairs;
    }

    private static boolean hasUnique(Schema schema) {
        return schema.tables().values().stream()
                .anyMatch(table -> !table.uniques().isEmpty());
    }

    private static Table only(Schema schema) {
        assertThat(schema.tables()).hasSize(1);
        return List.copyOf(schema.tables().values()).get(0);
    }
}
