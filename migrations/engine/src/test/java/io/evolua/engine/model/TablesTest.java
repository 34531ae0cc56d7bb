package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names, constraints, indexes, definitions, embeddables and generators. */
class TablesTest {

    static class Constrained {
        interface Group {}

        @Entity(name = "Account")
        @Table(
                name = "\"Account\"",
                schema = "bank",
                uniqueConstraints = {
                    @UniqueConstraint(columnNames = {"EMAIL"}),
                    @UniqueConstraint(
                            name = "One_Of_A_Kind",
                            columnNames = {"email", "\"Nick\""})
                },
                indexes = {
                    @Index(columnList = "email, \"Nick\" DESC"),
                    @Index(name = "by_city", columnList = "city desc nulls last", unique = true),
                    @Index(columnList = "lower(email)"),
                    @Index(columnList = "coalesce(email, city), city || 'x'")
                })
        static class Account {
            @Id
            @Nullable
            UUID id;

            @Column(unique = true)
            @NotBlank
            @Size(max = 80)
            String email = "email";

            @Column(name = "\"Nick\"", length = 30)
            @Size(max = 20)
            @NotEmpty
            String nick = "nick";

            @NotNull(groups = Group.class)
            String city = "city";

            @Column(columnDefinition = "timestamptz(3) not null default now()", insertable = false)
            java.time.@Nullable OffsetDateTime createdAt;

            @Column(columnDefinition = "varchar(10) constraint known check (state in ('on', 'off')) unique")
            @Nullable
            String state;

            @Column(columnDefinition = "bigserial")
            @Nullable
            Long number;

            @org.eclipse.persistence.annotations.Index
            int points;
        }
    }

    static class Embedding {
        @Embeddable
        static class Address {
            @NotNull
            String street = "street";

            @Column(nullable = false)
            String city = "city";

            int zip;
        }

        @Entity(name = "Customer")
        static class Customer {
            @Id
            long id = 1;

            @Embedded
            @NotNull
            Address home = new Address();

            @Embedded
            @AttributeOverride(name = "street", column = @Column(name = "work_street", length = 10))
            @AttributeOverride(name = "city", column = @Column(name = "work_city"))
            @AttributeOverride(name = "zip", column = @Column(name = "work_zip"))
            @Nullable
            Address work;

            String last = "last";
        }
    }

    static class Generated {
        @Entity(name = "BySequence")
        static class BySequence {
            @Id
            @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
            @SequenceGenerator(name = "numbers", sequenceName = "Numbers", initialValue = 100, allocationSize = 5)
            @Nullable
            Long id;
        }

        @Entity(name = "ByDefaultSequence")
        static class ByDefaultSequence {
            @Id
            @GeneratedValue(strategy = GenerationType.SEQUENCE)
            @Nullable
            Long id;
        }

        @Entity(name = "ByIdentity")
        static class ByIdentity {
            @Id
            @GeneratedValue(strategy = GenerationType.IDENTITY)
            @Nullable
            Integer id;

            int value;
        }

        @Entity(name = "ByUuid")
        static class ByUuid {
            @Id
            @GeneratedValue(strategy = GenerationType.UUID)
            @Nullable
            UUID id;
        }
    }

    static class Tenants {
        @Entity(name = "Note")
        @Multitenant
        @TenantDiscriminatorColumn(name = "tenant", contextProperty = "tenant")
        static class Note {
            @Id
            long id = 1;

            String text = "text";
        }
    }

    static class Long63 {
        @Entity(name = "E")
        @Table(
                name = "a_table_whose_name_is_rather_long_and_longer_than_postgresql_will_store",
                indexes = {
                    @Index(columnList = "a_column_whose_name_is_rather_long_and_longer_than_the_limit_first"),
                    @Index(columnList = "a_column_whose_name_is_rather_long_and_longer_than_the_limit_first desc")
                })
        static class E {
            @Id
            long id = 1;

            @Column(name = "a_column_whose_name_is_rather_long_and_longer_than_the_limit_first")
            @Nullable
            String first;
        }
    }

    @Test
    void names_constraints_indexes_and_definitions() {
        assertThat(Ddl.of(TestUnit.schemaOf(Constrained.class))).isEqualTo("""
                        create schema bank;
                        create sequence bank."Account_number_seq" as bigint start 1 increment 1 minvalue 1;
                        create table bank."Account" (
                          id uuid not null,
                          email character varying(80) not null,
                          "Nick" character varying(30) not null,
                          city character varying(255),
                          createdat timestamp(3) with time zone default now() not null,
                          state character varying(10),
                          number bigint default nextval('bank."Account_number_seq"'::regclass) not null,
                          points integer not null,
                          constraint "Account_pkey" primary key (id),
                          constraint "Account_email_key" unique (email),
                          constraint "Account_state_key" unique (state),
                          constraint one_of_a_kind /*!*/ unique (email, "Nick"),
                          constraint known /*!*/ CHECK (state in ('on', 'off'))
                        );
                        create index "Account_coalesce_expr_idx" on bank."Account" (coalesce(email,city), (city || 'x'));
                        create index "Account_email_Nick_idx" on bank."Account" (email, "Nick" desc);
                        create index "Account_lower_idx" on bank."Account" (lower(email));
                        create index "Account_points_idx" on bank."Account" (points);
                        create unique index by_city /*!*/ on bank."Account" (city desc nulls last);
                        """);
    }

    @Test
    void an_embedded_attribute_that_may_be_null_has_nullable_columns() {
        assertThat(Ddl.of(TestUnit.schemaOf(Embedding.class))).isEqualTo("""
                        create table customer (
                          id bigint not null,
                          street character varying(255) not null,
                          city character varying(255) not null,
                          zip integer not null,
                          work_street character varying(10),
                          work_city character varying(255),
                          work_zip integer,
                          last character varying(255),
                          constraint customer_pkey primary key (id)
                        );
                        """);
    }

    @Test
    void generators_have_what_eclipselink_needs() {
        assertThat(Ddl.of(TestUnit.schemaOf(Generated.class))).isEqualTo("""
                        create sequence numbers as bigint start 104 increment 5 minvalue 1;
                        create sequence seq_gen_sequence as bigint start 50 increment 50 minvalue 1;
                        create table bydefaultsequence (
                          id bigint not null,
                          constraint bydefaultsequence_pkey primary key (id)
                        );
                        create table byidentity (
                          id integer generated by default as identity not null,
                          value integer not null,
                          constraint byidentity_pkey primary key (id)
                        );
                        create table bysequence (
                          id bigint not null,
                          constraint bysequence_pkey primary key (id)
                        );
                        create table byuuid (
                          id uuid not null,
                          constraint byuuid_pkey primary key (id)
                        );
                        """);
    }

    @Test
    void a_tenant_discriminator_is_a_column() {
        assertThat(Ddl.of(TestUnit.schemaOf(Tenants.class))).isEqualTo("""
                        create table note (
                          id bigint not null,
                          tenant character varying(31) not null,
                          text character varying(255),
                          constraint note_pkey primary key (id)
                        );
                        """);
    }

    @Test
    void long_names_are_cut_and_numbered_as_the_server_does() {
        assertThat(Ddl.of(TestUnit.schemaOf(Long63.class))).isEqualTo("""
                        create table a_table_whose_name_is_rather_long_and_longer_than_postgresql_wi (
                          id bigint not null,
                          a_column_whose_name_is_rather_long_and_longer_than_the_limit_fi character varying(255),
                          constraint a_table_whose_name_is_rather_long_and_longer_than_postgres_pkey primary key (id)
                        );
                        create index a_table_whose_name_is_rather__a_column_whose_name_is_rathe_idx1 on a_table_whose_name_is_rather_long_and_longer_than_postgresql_wi (a_column_whose_name_is_rather_long_and_longer_than_the_limit_fi desc);
                        create index a_table_whose_name_is_rather__a_column_whose_name_is_rather_idx on a_table_whose_name_is_rather_long_and_longer_than_postgresql_wi (a_column_whose_name_is_rather_long_and_longer_than_the_limit_fi);
                        """);
    }

    @Test
    void eclipselink_works_on_them() {
        try (TestUnit unit = TestUnit.of(Constrained.class, Embedding.class, Generated.class);
                TestDatabase database = TestDatabase.create()) {
            unit.run(
                    database,
                    entities -> {
                        Constrained.Account account = new Constrained.Account();
                        account.id = UUID.fromString("00000000-0000-0000-0000-000000000001");
                        account.state = "on";
                        account.number = 1L;
                        entities.persist(account);
                        Embedding.Customer customer = new Embedding.Customer();
                        customer.home.street = "street";
                        entities.persist(customer);
                        entities.persist(new Generated.BySequence());
                        entities.persist(new Generated.ByDefaultSequence());
                        entities.persist(new Generated.ByIdentity());
                        entities.persist(new Generated.ByUuid());
                    },
                    entities -> {
                        assertThat(entities.createQuery("select a from Account a", Constrained.Account.class)
                                        .getSingleResult()
                                        .createdAt)
                                .isNotNull();
                        assertThat(entities.find(Embedding.Customer.class, 1L).home.street)
                                .isEqualTo("street");
                        // Identifiers begin at the initial value.
                        assertThat(entities.find(Generated.BySequence.class, 100L))
                                .isNotNull();
                        assertThat(entities.find(Generated.ByDefaultSequence.class, 1L))
                                .isNotNull();
                        assertThat(entities.find(Generated.ByIdentity.class, 1)).isNotNull();
                    });
        }
    }
}
