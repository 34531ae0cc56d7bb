package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Diff;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.command.Source;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What entities leave unsaid matches whatever the database has of it; what they say is compared. */
class EntitiesAndDatabaseTest {

    private final TestDatabase database = TestDatabase.create();
    private final Path folder;

    EntitiesAndDatabaseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void drop() {
        database.close();
    }

    static class Unnamed {
        @Entity
        @Table(name = "parent")
        static class Parent {
            @Id
            @Column(name = "parent_key")
            long id;
        }

        @Entity
        @Table(
                name = "child",
                uniqueConstraints = @UniqueConstraint(columnNames = {"x", "y"}),
                indexes = @Index(columnList = "y"))
        static class Child {
            @Id
            long id;

            @Column(unique = true)
            int x;

            @Column(columnDefinition = "int not null check (y > 0)")
            int y;

            @ManyToOne
            @JoinColumn(name = "parent_ref", referencedColumnName = "parent_key")
            @Nullable
            Parent parent;
        }
    }

    private static final String CHOSEN_BY_OTHERS = """
            create table parent (parent_key bigint constraint pp primary key);
            create table child (
                id bigint constraint cc primary key,
                x int not null constraint db_generated_name unique,
                y int not null constraint some_check check (y > 0),
                parent_ref bigint constraint "fk1234" references parent,
                constraint both_of_them unique (x, y)
            );
            create index an_index on child (y);
            """;

    @Test
    void A095_A107_A109_A112_A115_A145_what_nobody_named_matches_what_is_alike() {
        database.run(CHOSEN_BY_OTHERS);
        assertThat(diff(Unnamed.class)).isEmpty();
    }

    @Test
    void A111_A145_unnamed_constraints_that_change_are_replaced() {
        database.run(CHOSEN_BY_OTHERS
                .replace("unique (x, y)", "unique (x)")
                .replace("x int not null constraint db_generated_name unique", "x int not null")
                .replace("check (y > 0)", "check (y > 1)")
                .replace("references parent", "references parent on delete cascade"));
        assertThat(diff(Unnamed.class).lines().filter(line -> line.startsWith("alter")))
                .containsExactly(
                        "alter table child drop constraint fk1234;",
                        "alter table child drop constraint some_check;",
                        "alter table child add constraint child_x_y_key unique (x, y);",
                        "alter table child add constraint child_y_check CHECK ((y > 0));",
                        "alter table child add constraint child_parent_ref_fkey"
                                + " foreign key (parent_ref) references parent (parent_key);");
    }

    static class Named {
        @Entity
        @Table(
                name = "a_table_with_a_name",
                uniqueConstraints = @UniqueConstraint(name = "SomeConstraint", columnNames = "\"regNumber\""),
                indexes =
                        @Index(
                                name = "an_index_with_a_name_that_is_longer_than_the_63_bytes_which_postgresql_keeps",
                                columnList = "\"Mixed Case\""))
        static class Thing {
            @Id
            @GeneratedValue(strategy = GenerationType.IDENTITY)
            long id;

            @Column(name = "\"regNumber\"")
            int regNumber;

            @Column(name = "\"Mixed Case\"")
            int mixed;

            @ManyToOne
            @JoinColumn(foreignKey = @ForeignKey(name = "\"FK_thing\""))
            @Nullable
            Thing thing;
        }
    }

    @Test
    void A113_A114_long_and_mixed_names_are_those_that_the_server_keeps() {
        database.run(diff(Named.class));
        assertThat(diff(Named.class)).isEmpty();
        database.run("""
                do $$ begin
                    assert to_regclass('an_index_with_a_name_that_is_longer_than_the_63_bytes_which_pos') is not null;
                end $$""");
    }

    /** A class of one's own that is stored as a number. */
    static class Money {
        private final long cents;

        Money(long cents) {
            this.cents = cents;
        }
    }

    /** To what the column holds. */
    @Converter
    static class Cents implements AttributeConverter<Money, Long> {
        @Override
        public Long convertToDatabaseColumn(Money money) {
            return money.cents;
        }

        @Override
        public Money convertToEntityAttribute(Long cents) {
            return new Money(cents);
        }
    }

    static class Converted {
        @Entity
        @Table(name = "converted")
        static class Price {
            @Id
            long id;

            @Convert(converter = Cents.class)
            @Nullable
            Money amount;
        }
    }

    @Test
    void A062_a_converted_attribute_has_the_type_that_it_is_converted_to() {
        database.run("create table converted (id bigint primary key, amount bigint)");
        assertThat(diff(Converted.class, Cents.class)).isEmpty();
        database.run("alter table converted alter amount type varchar(255)");
        assertThat(diff(Converted.class, Cents.class)).contains("alter column amount type bigint");
    }

    /** To what no column is of. */
    @Converter
    static class Currencies implements AttributeConverter<Money, Currency> {
        @Override
        public Currency convertToDatabaseColumn(Money money) {
            return Currency.getInstance("BRL");
        }

        @Override
        public Money convertToEntityAttribute(Currency currency) {
            return new Money(currency.getNumericCode());
        }
    }

    static class Typeless {
        @Entity
        @Table(name = "typeless")
        static class Entry {
            @Id
            long id;

            @Convert(converter = Currencies.class)
            @Nullable
            Money anything;
        }
    }

    @Test
    void A061_a_type_that_is_not_known_is_refused_with_the_way_to_say_it() {
        assertThatThrownBy(() -> diff(Typeless.class, Currencies.class))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("anything", "@Column(columnDefinition");
    }

    @Test
    void A010_without_a_database_nothing_is_compared_with_it() {
        assertThatThrownBy(() -> new Diff(CommandContext.of(folder), ModelSettings.none())
                        .run(Source.parse("database"), Source.parse("empty")))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("No database is named", "DATABASE_URL");
    }

    private String diff(Class<?>... classes) {
        try (TestUnit unit = TestUnit.of(classes)) {
            CommandContext context = CommandContext.of(folder).withDatabase(DatabaseUrl.parse(database.url()));
            ModelSettings settings =
                    new ModelSettings(unit.classpath(), Optional.of(unit.name()), Set.of()).withDropUnmanaged(true);
            return new Diff(context, settings)
                    .run(Source.parse("database"), Source.parse("unit:"))
                    .sql();
        }
    }
}
