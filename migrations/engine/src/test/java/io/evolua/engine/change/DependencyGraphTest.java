package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.schemaOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

    private static final ObjectId T = ObjectId.table(QualifiedName.of("t"));
    private static final ObjectId F = new ObjectId(Kind.FUNCTION, QualifiedName.of("f"), "");

    @Test
    void a_routine_mentions_what_its_text_names_but_not_what_belongs_to_a_table_of_that_name() {
        DependencyGraph graph = new DependencyGraph(schemaOf("""
                create table t (a int); create sequence s; create view v as select a from t;
                create function act() returns trigger language plpgsql as 'begin return new; end';
                create trigger x after insert on t for each row execute function act();
                create function f() returns int language plpgsql as 'begin return (select max(a) from t) + nextval(''s''); end'"""));
        assertThat(graph.mentions(F))
                .contains(T, ObjectId.of(Kind.SEQUENCE, QualifiedName.of("s")))
                .allMatch(id -> id.equals(T) || id.kind() == Kind.SEQUENCE || id.equals(F));
        assertThat(graph.mentions(T)).isEmpty();
    }

    @Test
    void dependence_is_followed_however_far() {
        DependencyGraph graph = new DependencyGraph(schemaOf("""
                create table t (a int, b int); create view v as select a from t; create view w as select a from v;
                create view x as select b from t"""));
        ObjectId column = ObjectId.column(QualifiedName.of("t"), "a");
        ObjectId v = ObjectId.of(Kind.VIEW, QualifiedName.of("v"));
        ObjectId w = ObjectId.of(Kind.VIEW, QualifiedName.of("w"));
        assertThat(graph.withDependents(List.of(column))).containsExactlyInAnyOrder(column, v, w);
        assertThat(graph.withNeeds(List.of(w))).contains(column, v, w).noneMatch(id -> id.detail()
                .equals("b"));
        assertThat(graph.neededBy(v)).containsExactly(w);
        assertThat(graph.neededBy(w)).isEmpty();
    }
}
