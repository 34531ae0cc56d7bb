package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.schemaOf;
import static io.evolua.engine.change.Acceptance.statements;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A side that cannot say which objects and privileges there are, as entities cannot. */
class SidesTest {

    private static final String TABLES = "create table t (a int, b int); create table u (c int);";
    private static final String VIEWS = "create view on_a as select a from t; create view on_b as select b from t;"
            + "create view on_u as select c from u;";

    @Test
    void nothing_is_said_about_objects_and_privileges() {
        String grants = "grant select on t, on_a to public";
        Schema database = schemaOf(TABLES + VIEWS + grants);
        Schema entities = silent(schemaOf(TABLES));
        assertThat(SchemaDiff.between(database, entities)).isEmpty();
        assertThat(SchemaDiff.between(entities, database)).isEmpty();
    }

    @Test
    void what_leans_on_a_column_or_a_table_that_goes_goes_with_it_and_nothing_else() {
        Schema database = schemaOf(TABLES + VIEWS);
        assertThat(statements(SchemaDiff.between(
                        database, silent(schemaOf("create table t (a int); create table u (c int)")))))
                .containsExactly("drop view on_b", "alter table t drop column b");
        assertThat(statements(SchemaDiff.between(database, silent(schemaOf("create table t (a int, b int)")))))
                .containsExactly("drop view on_u", "drop table u");
        String count = "create view how_many as select count(*) from u;";
        assertThat(statements(SchemaDiff.between(
                        schemaOf(TABLES + count), silent(schemaOf("create table t (a int, b int)")))))
                .containsExactly("drop view how_many", "drop table u");
    }

    @Test
    void what_such_a_side_does_say_counts() {
        String other = TABLES + VIEWS + "create type mood as enum ('ok');";
        Schema database = schemaOf(other);
        Schema own = schemaOf(TABLES + "create type mood as enum ('ok', 'great');");
        Schema entities = own.withObjects(SchemaObjects.atLeast(
                own.objects().all().values(), own.objects().dependencies()));
        assertThat(statements(SchemaDiff.between(database, entities)))
                .containsExactly("alter type mood add value 'great'");
    }

    @Test
    void privileges_on_what_goes_go_with_it_and_others_stay() {
        Schema database = schemaOf(TABLES + VIEWS + "grant select on t, u, on_u, on_a to public");
        List<String> changes =
                statements(SchemaDiff.between(database, silent(schemaOf("create table t (a int, b int)"))));
        assertThat(changes).endsWith("drop view on_u", "drop table u").noneMatch(sql -> sql.contains(" on t "));
    }

    @Test
    void privileges_alone_may_be_unknown() {
        Schema database = schemaOf(TABLES + VIEWS + "grant select on t, on_a to public");
        Schema scripts = schemaOf(TABLES + VIEWS);
        SchemaObjects known = scripts.objects();
        Schema target = scripts.withObjects(
                new SchemaObjects(true, false, known.all(), known.dependencies(), known.privileges()));
        assertThat(SchemaDiff.between(database, target)).isEmpty();
        assertThat(statements(SchemaDiff.between(database, scripts)))
                .hasSize(2)
                .allMatch(sql -> sql.startsWith("revoke"));
    }

    private static Schema silent(Schema schema) {
        return schema.withObjects(SchemaObjects.unknown());
    }
}
