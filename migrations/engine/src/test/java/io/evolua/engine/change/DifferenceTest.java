package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void only_what_differs_is_said() {
        SqlText integer = SqlText.canonical("integer");
        Schema expected = of(Column.of("x", integer, true), Column.of("y", integer, true));
        Schema actual = of(Column.of("x", integer, false), Column.of("z", integer, true));
        assertThat(Difference.of(expected, actual))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("tables.t.columns.x.nullable: expected true, but is false"),
                        line -> assertThat(line)
                                .startsWith("tables.t.columns.y: expected Column[")
                                .endsWith(", but is not there"),
                        line -> assertThat(line).startsWith("tables.t.columns.z: not expected, but is Column["));
        assertThat(Difference.of(expected, expected)).isEmpty();
    }

    private static Schema of(Column... columns) {
        return Schema.of(List.of(Table.of(QualifiedName.of("t"), List.of(columns))), List.of());
    }
}
