package io.evolua.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.persistence.StoredTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableGroupsTest {

    private static StoredTable table(String name, String... others) {
        return new StoredTable(
                name,
                List.of(
                        new StoredTable.Column("id", "bigint", true, true, false),
                        new StoredTable.Column("<b>", "timestamp(3) with time zone", false, false, false)),
                Stream.of(others)
                        .map(other -> new StoredTable.Reference("id", other, "id"))
                        .toList());
    }

    private static List<List<String>> names(StoredTable... tables) {
        return TableGroups.of(List.of(tables)).stream()
                .map(group -> group.stream().map(StoredTable::name).toList())
                .toList();
    }

    @Test
    void tables_that_refer_to_each_other_belong_together_and_the_largest_group_comes_first() {
        assertThat(names(table("a"), table("b"), table("c", "b"), table("d", "c", "b")))
                .containsExactly(List.of("d", "c", "b"), List.of("a"));
    }

    @Test
    void circles_and_references_to_oneself_or_to_nothing_do_no_harm() {
        assertThat(names(table("a", "b"), table("b", "a"), table("c", "c", "elsewhere")))
                .containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void a_drawing_holds_names_as_text_and_types_as_people_write_them() {
        String svg = TableDrawing.draw(List.of(table("a", "a"))).code();

        assertThat(svg)
                .contains(">&lt;b&gt;</text>", ">timestamptz(3)?</text>", "class=\"reference\"")
                .doesNotContain("<b>");
    }
}
