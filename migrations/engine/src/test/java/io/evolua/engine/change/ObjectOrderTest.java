package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code "a b"} is an object a that needs b. */
class ObjectOrderTest {

    @Test
    void what_is_needed_comes_first_and_the_rest_by_name() {
        assertThat(order("c", "a c", "b")).containsExactly("b", "c", "a");
        assertThat(order("a b", "b c", "c")).containsExactly("c", "b", "a");
    }

    @Test
    void what_is_there_already_is_not_waited_for_nor_an_object_for_itself() {
        assertThat(order("a there", "b b")).containsExactly("a", "b");
    }

    @Test
    void a_circle_starts_with_the_first_of_it_that_is_left() {
        assertThat(order("a b", "b a", "c")).containsExactly("c", "a", "b");
    }

    /** PostgreSQL looks into the texts in SQL, not into the others. */
    @Test
    void of_routines_that_mention_each_other_one_comes_before_those_that_only_mention_it() {
        String circle = "create function f(n int) returns int language plpgsql as 'begin return g(n); end';"
                + "create function g(n int) returns int language plpgsql as 'begin return f(n); end';";
        String all = circle + "create function a(n int) returns int language sql as 'select f(n)'";
        given("").target(all).goesUpAndDown();
        assertThat(SchemaDiff.between(Schema.empty(), Acceptance.schemaOf(all)))
                .extracting(Change::describe)
                .containsExactly(
                        "create function f(integer)", "create function a(integer)", "create function g(integer)");
    }

    @Test
    void what_PostgreSQL_knows_to_be_needed_goes_before_what_is_only_mentioned() {
        given("")
                .target("create function b(n int) returns int language plpgsql as 'begin return a(n); end';"
                        + "create function a(n int default b(1)) returns int language sql as 'select n'")
                .goesUpAndDown();
    }

    private static List<String> order(String... pictures) {
        SortedMap<ObjectId, List<Change>> units = new TreeMap<>();
        SortedSet<Dependency> dependencies = new TreeSet<>();
        for (String picture : pictures) {
            String[] names = picture.split(" ", -1);
            units.put(type(names[0]), List.of(new CreateSchema(names[0])));
            for (String needed : List.of(names).subList(1, names.length)) {
                dependencies.add(new Dependency(type(names[0]), type(needed)));
            }
        }
        Schema schema = Schema.empty().withObjects(SchemaObjects.of(List.of(), dependencies, new TreeSet<>()));
        return ObjectOrder.of(units, new DependencyGraph(schema)).stream()
                .map(change -> ((CreateSchema) change).name())
                .toList();
    }

    private static ObjectId type(String name) {
        return ObjectId.of(Kind.TYPE, QualifiedName.of(name));
    }
}
