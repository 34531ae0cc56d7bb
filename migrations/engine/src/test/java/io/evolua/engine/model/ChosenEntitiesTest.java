package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.change.Change;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Diff;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.command.Source;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.selection.Selection;
import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which entities are compared: of one unit or of several, all or not those that say no. */
class ChosenEntitiesTest {

    private final TestDatabase database = TestDatabase.create();
    private final Path folder;

    ChosenEntitiesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /** Of the retention that annotations have when nothing is said: in class files, and not at run time. */
    @interface SkipAutogenerate {}

    @interface NotMigrated {}

    static class Ours {
        @Entity
        @Table(name = "ours")
        static class Own {
            @Id
            long id;

            @ManyToOne
            @Nullable
            Theirs theirs;

            @ManyToMany
            @Nullable
            List<Theirs> many;
        }

        @Entity
        @SkipAutogenerate
        @Table(name = "theirs")
        @SecondaryTable(name = "theirs_too")
        @SequenceGenerator(name = "numbers", sequenceName = "their_numbers", allocationSize = 1)
        @Inheritance(strategy = InheritanceType.JOINED)
        static class Theirs {
            @Id
            @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
            long id;

            @Column(table = "theirs_too")
            @Nullable
            String more;

            @ElementCollection
            @Nullable
            List<String> words;
        }

        @Entity
        @Table(name = "their_child")
        static class TheirChild extends Theirs {
            @Nullable
            String evenMore;
        }
    }

    static class Unusual {
        @Entity
        @NotMigrated
        @Table(name = "unusual")
        static class Entry {
            @Id
            long id;
        }
    }

    @Test
    void an_entity_opts_out_with_its_tables_and_sequences() {
        database.run("create table theirs (id bigint primary key, unknown text)");
        try (TestUnit unit = TestUnit.of(Ours.class)) {
            String sql = diff(settings(Selection.ALL, unit), "database").sql();
            assertThat(sql)
                    .contains("create table ours (", "references theirs (id)", "create table ours_theirs (")
                    .doesNotContain("their_numbers", "their_child", "theirs_too", "theirs_words", "alter table theirs");
            database.run(sql);
            assertThat(diff(settings(Selection.ALL, unit), "database").isEmpty())
                    .isTrue();
        }
    }

    @Test
    void another_name_opts_out_of_nothing() {
        try (TestUnit unit = TestUnit.of(Unusual.class)) {
            assertThat(diff(settings(Selection.ALL, unit), "empty").sql()).startsWith("create table unusual");
        }
    }

    @Test
    void a_unit_excludes_by_a_property() {
        try (TestUnit unit = TestUnit.with(
                "<property name=\"evolua.exclude\" value=\"theirs*, their_*, sequence:*\"/>", Ours.class)) {
            database.run("create table theirs (id bigint primary key)");
            assertThat(diff(settings(Selection.ALL, unit), "database").changes())
                    .hasSize(2);
        }
        try (TestUnit unit = TestUnit.with("<property name=\"evolua.exclude\" value=\"unusual\"/>", Unusual.class)) {
            assertThat(diff(settings(Selection.ALL, unit), "empty").isEmpty()).isTrue();
        }
    }

    @Test
    void only_the_tables_that_are_mapped() {
        database.run("create table other (id int); create sequence other_numbers;"
                + "create table unusual (id int primary key, extra int)");
        Selection mapped = new Selection(List.of(), List.of(), true);
        try (TestUnit unit = TestUnit.of(Unusual.class)) {
            ModelSettings settings = settings(mapped, unit).withDropUnmanaged(true);
            assertThat(diff(settings, "database").changes())
                    .extracting(change -> change.describe())
                    .containsExactly("alter column unusual.id: type integer to bigint", "drop column unusual.extra");
        }
    }

    static class A {
        @Entity
        @Table(name = "a")
        static class First {
            @Id
            long id;

            @Nullable
            String p;

            @Nullable
            String q;
        }

        @Entity
        @Table(name = "shared")
        static class Shared {
            @Id
            long id;

            @Column(length = 10, unique = true)
            @Nullable
            String name;
        }
    }

    static class B {
        @Entity
        @Table(name = "c2")
        static class Second {
            @Id
            long id;
        }

        @Entity
        @Table(name = "shared", schema = "public")
        static class SharedAlike {
            @Id
            long id;

            @Column(length = 10, unique = true)
            @Nullable
            String name;
        }
    }

    static class C {
        @Entity
        @Table(name = "a")
        static class FirstOtherwise {
            @Id
            long id;

            @Column(nullable = false)
            @Nullable
            String p;

            @Nullable
            String q;
        }

        @Entity
        @Table(name = "shared")
        static class SharedOtherwise {
            @Id
            long id;
        }
    }

    @Test
    void A037_several_units_are_one_target() {
        database.run("""
                create table a (id bigint primary key, p varchar(255));
                create table b2 (id bigint primary key);
                create table shared (id bigint primary key, x int, name varchar(10) unique);
                """);
        try (TestUnit a = TestUnit.of(A.class);
                TestUnit b = TestUnit.of(B.class)) {
            for (String source : List.of("unit:" + a.name() + "," + b.name(), "unit:*", "unit:")) {
                assertThat(diff(settings(Selection.ALL, a, b).withDropUnmanaged(true), "database", source)
                                .changes())
                        .extracting(Change::describe)
                        .containsExactly("drop table b2", "add column a.q", "drop column shared.x", "create table c2");
            }
        }
    }

    @Test
    void A039_a_table_that_two_units_map_differently_is_refused() {
        try (TestUnit a = TestUnit.of(A.class);
                TestUnit b = TestUnit.of(B.class);
                TestUnit c = TestUnit.of(C.class)) {
            assertThatThrownBy(() -> diff(settings(Selection.ALL, a, b, c), "empty"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("\n  a, from \"" + a.name() + "\" to \"" + c.name()
                            + "\": alter column a.p: not null\n  shared, from \"" + a.name() + "\" to \"" + c.name()
                            + "\": drop ");
            assertThatThrownBy(() -> diff(settings(Selection.ALL, a), "empty", "unit:" + a.name() + ",missing"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("\"missing\"");
        }
    }

    static class Default {
        @Entity
        @Table(name = "test", schema = "public")
        static class Test {
            @Id
            @Column(name = "the_id")
            long id;

            @Column(name = "xmin", insertable = false, updatable = false)
            long version;
        }
    }

    @Test
    void A036_A042_system_columns_are_not_added_and_columns_go_by_their_own_names() {
        try (TestUnit unit = TestUnit.of(Default.class)) {
            assertThat(diff(settings(Selection.ALL, unit), "empty").sql()).isEqualTo("""
                    create table test (
                        the_id bigint,
                        constraint test_pkey primary key (the_id)
                    );
                    """);
        }
    }

    @Test
    void A040_a_table_said_to_be_in_the_default_schema_is_the_one_without_a_schema() {
        try (TestUnit unit = TestUnit.of(Default.class)) {
            ModelSettings settings = settings(Selection.ALL, unit);
            database.run("create schema test_schema; create table test_schema.test (the_id bigint primary key)");
            assertThat(diff(settings, "database").sql()).startsWith("create table test (");
            database.run("create table test (the_id bigint primary key)");
            assertThat(diff(settings, "database").isEmpty()).isTrue();
        }
    }

    private Diff.Result diff(ModelSettings settings, String from) {
        return diff(settings, from, "unit:");
    }

    private Diff.Result diff(ModelSettings settings, String from, String to) {
        CommandContext context = CommandContext.of(folder).withDatabase(DatabaseUrl.parse(database.url()));
        return new Diff(context, settings).run(Source.parse(from), Source.parse(to));
    }

    private static ModelSettings settings(Selection selection, TestUnit... units) {
        List<Path> classpath = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (TestUnit unit : units) {
            classpath.addAll(unit.classpath());
            names.add(unit.name());
        }
        return new ModelSettings(classpath, Optional.of(String.join(", ", names)), Set.of(), selection, false);
    }
}
