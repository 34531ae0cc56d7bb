package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Entity(name = "Order")
    static class Order {
        @Id
        long id;
    }

    @Entity(name = "Reserved")
    static class Reserved {
        @Id
        long id;

        int limit;
    }

    @Entity(name = "NoId")
    static class NoId {
        int value;
    }

    @Entity(name = "Timed")
    static class Timed {
        @Id
        long id;

        @Nullable
        Instant at;
    }

    @Entity(name = "Kept")
    static class Kept {
        @Id
        long id;

        @Column(columnDefinition = "bytea")
        @Nullable
        Instant at;
    }

    @Entity(name = "Collated")
    static class Collated {
        @Id
        long id;

        @Column(columnDefinition = "text collate \"C\"")
        @Nullable
        String name;
    }

    @Entity(name = "First")
    @Table(name = "shared")
    static class First {
        @Id
        long id;

        @Column(length = 10)
        @Nullable
        String name;
    }

    @Entity(name = "Second")
    @Table(name = "shared")
    static class Second {
        @Id
        long id;

        @Column(length = 20)
        @Nullable
        String name;
    }

    @Entity(name = "Agreeing")
    @Table(name = "shared")
    static class Agreeing {
        @Id
        long id;

        @Column(length = 10)
        @Nullable
        String name;

        @Nullable
        String more;
    }

    @Entity(name = "Constrained")
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = "nmae"))
    static class Constrained {
        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Indexed")
    @Table(indexes = @Index(columnList = "name, nmae"))
    static class Indexed {
        @Id
        long id;

        @Nullable
        String name;
    }

    @Entity(name = "Coded")
    static class Coded {
        @Id
        long id;

        @Nullable
        String code;
    }

    @Entity(name = "Referring")
    static class Referring {
        @Id
        long id;

        @ManyToOne
        @JoinColumn(name = "code", referencedColumnName = "code")
        @Nullable
        Coded coded;
    }

    @Entity(name = "Lettered")
    static class Lettered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        String id;
    }

    @Entity(name = "Sharing")
    static class Sharing {
        @Id
        long id;

        @ManyToMany
        @JoinTable(name = "coded_sharing")
        List<Coded> many = new ArrayList<>();

        @OneToMany
        @JoinTable(name = "coded_sharing")
        List<Coded> own = new ArrayList<>();
    }

    private static void refused(Class<? extends EvoluaException> kind, String message, Class<?>... entities) {
        assertThatThrownBy(() -> TestUnit.schemaOf(entities)).isInstanceOf(kind).hasMessage(message);
    }

    @Test
    void a_reserved_word_that_eclipselink_would_not_quote() {
        refused(
                RefusedException.class,
                "The table of Order is named ORDER, a reserved word of PostgreSQL, and EclipseLink does not quote it."
                        + " Choose another name, or write the quotes: name = \"\\\"ORDER\\\"\".",
                Order.class);
        refused(
                RefusedException.class,
                "The column of Reserved.limit is named LIMIT, a reserved word of PostgreSQL, and EclipseLink does not"
                        + " quote it. Choose another name, or write the quotes: name = \"\\\"LIMIT\\\"\".",
                Reserved.class);
    }

    @Test
    void a_mapping_that_eclipselink_refuses() {
        assertThatThrownBy(() -> TestUnit.schemaOf(NoId.class))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("EclipseLink does not accept the persistence unit \"test")
                .hasMessageContaining("NoId] has no primary key specified")
                .hasMessageNotContaining("Exception")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_time_that_eclipselink_would_serialise() {
        refused(
                RefusedException.class,
                "Timed.at: EclipseLink stores a Instant as a serialised Java object. Use OffsetDateTime or another type"
                        + " that it knows, or an AttributeConverter to one; or ask for it:"
                        + " @Column(columnDefinition = \"bytea\").",
                Timed.class);
        assertThat(TestUnit.tableOf("kept", Kept.class)).contains("at bytea");
    }

    @Test
    void a_definition_that_a_schema_cannot_hold() {
        refused(
                UsageException.class,
                "Collated.name (column name): \"collate\" is not supported in \"text collate \"C\"\".",
                Collated.class);
    }

    @Test
    void two_entities_that_contradict_each_other_about_a_table() {
        refused(
                RefusedException.class,
                "Two mappings contradict each other about column name of table shared: First.name wants"
                        + " character varying(10), Second.name wants character varying(20). Make them agree, or map"
                        + " them to different columns.",
                First.class,
                Second.class);
        assertThat(TestUnit.tableOf("shared", First.class, Agreeing.class)).isEqualTo("""
                create table shared (
                  id bigint not null,
                  name character varying(10),
                  more character varying(255),
                  constraint shared_pkey primary key (id)
                );
                """);
    }

    @Test
    void a_column_that_does_not_exist() {
        refused(
                UsageException.class,
                "@UniqueConstraint of table constrained (Constrained) names the column nmae, which the table does not"
                        + " have. Its columns are id, name.",
                Constrained.class);
        refused(
                UsageException.class,
                "@Index of table indexed (Indexed) names the column nmae, which the table does not have. Its columns are"
                        + " id, name.",
                Indexed.class);
    }

    @Test
    void a_reference_to_what_is_not_unique() {
        refused(
                RefusedException.class,
                "Referring.coded refers to code of table coded, which is not unique, so that no foreign key can refer to"
                        + " it. Make it unique there (@Column(unique = true)), or do without the constraint"
                        + " (@ForeignKey(ConstraintMode.NO_CONSTRAINT)).",
                Referring.class,
                Coded.class);
    }

    @Test
    void an_identity_that_is_no_number() {
        refused(
                RefusedException.class,
                "Lettered: the column id of type character varying(255) cannot be an identity column."
                        + " GenerationType.IDENTITY needs a Short, an Integer or a Long.",
                Lettered.class);
    }

    @Test
    void two_relationships_in_one_join_table() {
        refused(
                RefusedException.class,
                "Two relationships use table coded_sharing: Sharing.many and Sharing.own. Give one of them a table of"
                        + " its own: @JoinTable(name = \"…\").",
                Sharing.class,
                Coded.class);
    }
}
