package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.command.Check;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Diff;
import io.evolua.engine.command.Downgrade;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.command.Revise;
import io.evolua.engine.command.Source;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.sql.ScriptWriter;
import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.TableGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identifiers from a table: the table, and in it the row without which EclipseLink fails at the first insert. */
class TableGeneratorsTest {

    private static final Source DATABASE = new Source.Database(Optional.empty());
    private static final Source UNIT = new Source.Unit(Optional.empty());
    private static final Source REVISIONS = new Source.Revisions(Optional.empty());

    @TempDir
    private Path scripts;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectory(scripts.resolve("migration"));
        Files.createDirectory(scripts.resolve("undo"));
    }

    static class Auto {
        @Entity(name = "ByAuto")
        static class ByAuto {
            @Id
            @GeneratedValue
            @Nullable
            Long id;
        }
    }

    static class Named {
        @Entity(name = "ByTable")
        static class ByTable {
            @Id
            @GeneratedValue(strategy = GenerationType.TABLE)
            @Nullable
            Long id;
        }

        @Entity(name = "ByName")
        static class ByName {
            @Id
            @GeneratedValue(strategy = GenerationType.TABLE, generator = "it's named")
            @Nullable
            Long id;
        }
    }

    /** Two generators in one table. */
    static class Counters {
        @Entity(name = "Invoice")
        static class Invoice {
            @Id
            @GeneratedValue(generator = "invoices")
            @TableGenerator(
                    name = "invoices",
                    table = "Counters",
                    pkColumnName = "\"What\"",
                    valueColumnName = "last",
                    pkColumnValue = "Invoice",
                    initialValue = 1000,
                    allocationSize = 10)
            @Nullable
            Long id;
        }

        @Entity(name = "Receipt")
        static class Receipt {
            @Id
            @GeneratedValue(strategy = GenerationType.TABLE, generator = "receipts")
            @TableGenerator(
                    name = "receipts",
                    table = "counters",
                    pkColumnName = "\"What\"",
                    valueColumnName = "last",
                    allocationSize = 1)
            @Nullable
            Long id;
        }
    }

    static class OtherColumns {
        @Entity(name = "One")
        static class One {
            @Id
            @GeneratedValue(generator = "one")
            @TableGenerator(name = "one", table = "counted", valueColumnName = "a")
            @Nullable
            Long id;
        }

        @Entity(name = "Two")
        static class Two {
            @Id
            @GeneratedValue(generator = "two")
            @TableGenerator(name = "two", table = "counted", valueColumnName = "b")
            @Nullable
            Long id;
        }
    }

    static class Delimited {
        @Entity(name = "Elsewhere")
        static class Elsewhere {
            @Id
            @GeneratedValue(generator = "elsewhere")
            @TableGenerator(name = "elsewhere", schema = "other", table = "\"Counters\"")
            @Nullable
            Long id;
        }
    }

    static class TooLong {
        @Entity(name = "E")
        static class E {
            @Id
            @GeneratedValue(generator = "g")
            @TableGenerator(name = "g", pkColumnValue = "a name of fifty-one characters, which is one too many")
            @Nullable
            Long id;
        }
    }

    @Test
    void auto_needs_eclipselinks_default_table_and_a_row() {
        assertThat(sql(TestUnit.schemaOf(Auto.class))).isEqualTo("""
                        create table byauto (
                            id bigint,
                            constraint byauto_pkey primary key (id)
                        );

                        create table sequence (
                            seq_name varchar(50),
                            seq_count bigint not null,
                            constraint sequence_pkey primary key (seq_name)
                        );

                        insert into sequence (seq_name, seq_count) values ('SEQ_GEN', 0);
                        """);
    }

    @Test
    void generators_without_a_definition_share_the_default_table() {
        assertThat(sql(TestUnit.schemaOf(Named.class)))
                .contains("create table sequence")
                .endsWith("""
                        insert into sequence (seq_name, seq_count) values ('SEQ_GEN_TABLE', 0);

                        insert into sequence (seq_name, seq_count) values ('it''s named', 0);
                        """);
    }

    @Test
    void two_generators_in_one_table_are_two_rows() {
        assertThat(sql(TestUnit.schemaOf(Counters.class))).contains("""
                        create table counters (
                            "What" varchar(50),
                            last bigint not null,
                            constraint counters_pkey primary key ("What")
                        );
                        """).endsWith("""
                        insert into counters ("What", last) values ('Invoice', 999);

                        insert into counters ("What", last) values ('receipts', 0);
                        """);
    }

    @Test
    void a_name_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> TestUnit.schemaOf(TooLong.class))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("E takes its identifiers from table sequence")
                .hasMessageContaining("shorter pkColumnValue");
    }

    @Test
    void eclipselink_counts_from_the_initial_value() {
        try (TestUnit unit = TestUnit.of(Auto.class, Named.class, Counters.class, OtherColumns.class, Delimited.class);
                TestDatabase database = TestDatabase.create()) {
            database.run(sql(unit.read()));
            unit.work(
                    database,
                    entities -> {
                        entities.persist(new Auto.ByAuto());
                        entities.persist(new Named.ByTable());
                        entities.persist(new Named.ByName());
                        entities.persist(new Counters.Invoice());
                        entities.persist(new Counters.Invoice());
                        entities.persist(new Counters.Receipt());
                        entities.persist(new OtherColumns.One());
                        entities.persist(new OtherColumns.Two());
                        entities.persist(new Delimited.Elsewhere());
                    },
                    entities -> {
                        assertThat(entities.find(Auto.ByAuto.class, 1L)).isNotNull();
                        assertThat(entities.find(Named.ByTable.class, 1L)).isNotNull();
                        assertThat(entities.find(Named.ByName.class, 1L)).isNotNull();
                        assertThat(entities.find(Counters.Invoice.class, 1000L)).isNotNull();
                        assertThat(entities.find(Counters.Invoice.class, 1001L)).isNotNull();
                        assertThat(entities.find(Counters.Receipt.class, 1L)).isNotNull();
                        assertThat(entities.find(OtherColumns.One.class, 1L)).isNotNull();
                        assertThat(entities.find(OtherColumns.Two.class, 1L)).isNotNull();
                        assertThat(entities.find(Delimited.Elsewhere.class, 1L)).isNotNull();
                    });
        }
    }

    @Test
    void a_units_default_schema_holds_the_default_table() {
        try (TestUnit unit = TestUnit.withOrmXml("""
                        <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
                          <persistence-unit-metadata><persistence-unit-defaults>
                            <schema>app</schema>
                          </persistence-unit-defaults></persistence-unit-metadata>
                        </entity-mappings>
                        """, Auto.class, Named.class, Delimited.class);
                TestDatabase database = TestDatabase.create()) {
            database.run(sql(unit.read()));
            unit.work(
                    database,
                    entities -> {
                        entities.persist(new Auto.ByAuto());
                        entities.persist(new Named.ByTable());
                        entities.persist(new Delimited.Elsewhere());
                    },
                    entities -> assertThat(entities.find(Auto.ByAuto.class, 1L)).isNotNull());
            ModelSettings model = new ModelSettings(unit.classpath(), Optional.of(unit.name()), Set.of());
            CommandContext context = context(database);
            assertThat(new Check(context, model).run(DATABASE, UNIT).passed()).isTrue();
            // The same with the unit's schema as the default one, which generated statements do not name.
            CommandContext inApp = CommandContext.of(scripts)
                    .withDatabase(DatabaseUrl.parse(database.url() + "?options=-csearch_path%3Dapp"));
            assertThat(new Check(inApp, model).run(DATABASE, UNIT).passed()).isTrue();
            database.run("delete from app.sequence where seq_name = 'SEQ_GEN'");
            String values = "sequence (seq_name, seq_count) values ('SEQ_GEN', 0);\n";
            assertThat(new Diff(inApp, model).run(DATABASE, UNIT).sql()).isEqualTo("insert into " + values);
            assertThat(new Diff(context, model).run(DATABASE, UNIT).sql()).isEqualTo("insert into app." + values);
        }
    }

    @Test
    void a_generator_that_comes_later_is_just_a_row() {
        try (TestUnit one = TestUnit.of(Counters.Invoice.class);
                TestUnit both = TestUnit.of(Counters.class);
                TestDatabase database = TestDatabase.create()) {
            CommandContext context = context(database);
            ModelSettings first = new ModelSettings(one.classpath(), Optional.of(one.name()), Set.of());
            new Revise(context, first).autogenerate("invoices", DATABASE, UNIT);
            new Upgrade(context).run("head");
            assertThat(new Check(context, first).run(DATABASE, UNIT).passed()).isTrue();
            one.work(database, entities -> entities.persist(new Counters.Invoice()));
            assertThat(new Check(context, first).run(DATABASE, UNIT).passed()).isTrue();

            ModelSettings model = new ModelSettings(both.classpath(), Optional.of(both.name()), Set.of());
            String insert = "insert into counters (\"What\", last) values ('receipts', 0);\n";
            String receipts =
                    "create table receipt (\n    id bigint,\n    constraint receipt_pkey primary key (id)\n);\n\n";
            assertThat(new Diff(context, model).run(DATABASE, UNIT).sql()).isEqualTo(receipts + insert);
            assertThat(new Diff(context, model).run(REVISIONS, UNIT).sql()).isEqualTo(receipts + insert);
            database.run(receipts + insert);
            both.work(
                    database,
                    entities -> {
                        entities.persist(new Counters.Invoice());
                        entities.persist(new Counters.Receipt());
                    },
                    entities -> {
                        assertThat(entities.find(Counters.Invoice.class, 1010L)).isNotNull();
                        assertThat(entities.find(Counters.Receipt.class, 1L)).isNotNull();
                    });
            assertThat(new Check(context, model).run(DATABASE, UNIT).passed()).isTrue();

            database.run("delete from counters where \"What\" = 'receipts'");
            Diff.Result missing = new Diff(context, model).run(DATABASE, UNIT);
            assertThat(missing.sql()).isEqualTo(insert);
            assertThat(missing.reversed().sql()).isEqualTo("""
                    -- What the counter 'receipts' in counters has reached is lost; the way back lets it begin anew.
                    delete from counters where "What" = 'receipts';
                    """);
            assertThat(new Diff(context, model).run(UNIT, DATABASE).sql())
                    .isEqualTo(missing.reversed().sql());
            database.run("drop table receipt");
            assertThat(new Diff(context, model).run(DATABASE, REVISIONS).isEmpty())
                    .as("nobody asks for rows")
                    .isTrue();
        }
    }

    @Test
    void rows_come_and_go_with_their_revision() {
        try (TestUnit unit = TestUnit.of(Auto.class);
                TestDatabase database = TestDatabase.create()) {
            CommandContext context = context(database);
            ModelSettings model = new ModelSettings(unit.classpath(), Optional.of(unit.name()), Set.of());
            new Revise(context, model).autogenerate("entities", DATABASE, UNIT);
            new Upgrade(context).run("head");
            unit.work(database, entities -> entities.persist(new Auto.ByAuto()));
            new Downgrade(context).run("base");
            assertThat(new Diff(context, model)
                            .run(DATABASE, new Source.Empty())
                            .isEmpty())
                    .isTrue();
            new Upgrade(context).run("head");
            unit.work(database, entities -> entities.persist(new Auto.ByAuto()), entities -> assertThat(
                            entities.find(Auto.ByAuto.class, 1L))
                    .isNotNull());
        }
    }

    @Test
    void rows_that_no_generator_wants_are_left_alone() {
        try (TestUnit unit = TestUnit.of(Auto.class);
                TestDatabase database = TestDatabase.create()) {
            database.run(sql(unit.read()));
            database.run("insert into sequence values ('OLD', 7); update sequence set seq_count = 700");
            ModelSettings model = new ModelSettings(unit.classpath(), Optional.of(unit.name()), Set.of());
            assertThat(new Check(context(database), model).run(DATABASE, UNIT).passed())
                    .isTrue();
        }
    }

    @Test
    void a_role_that_may_not_read_the_table_is_told_so() {
        try (TestUnit unit = TestUnit.of(Auto.class);
                TestDatabase database = TestDatabase.create()) {
            database.run(sql(unit.read()) + "create role reader login; grant usage on schema public to reader");
            try {
                CommandContext context = CommandContext.of(scripts)
                        .withDatabase(DatabaseUrl.parse(database.url().replace("postgres@", "reader@")));
                ModelSettings model = new ModelSettings(unit.classpath(), Optional.of(unit.name()), Set.of());
                assertThatThrownBy(() -> new Diff(context, model).run(DATABASE, UNIT))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("table sequence")
                        .hasMessageContaining("right to select");
            } finally {
                database.run("drop owned by reader; drop role reader");
            }
        }
    }

    private CommandContext context(TestDatabase database) {
        return CommandContext.of(scripts).withDatabase(DatabaseUrl.parse(database.url()));
    }

    private static String sql(Schema schema) {
        return ScriptWriter.script(SchemaDiff.between(Schema.empty(), schema));
    }
}
