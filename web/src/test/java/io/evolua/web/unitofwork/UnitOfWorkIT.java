package io.evolua.web.unitofwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.evolua.domain.hero.Hero;
import io.evolua.domain.user.EmailAddress;
import io.evolua.domain.user.User;
import io.evolua.persistence.Condition;
import io.evolua.persistence.DataSourceDeclaration;
import io.evolua.persistence.DatabaseFailure;
import io.evolua.persistence.HeroRepository;
import io.evolua.persistence.Page;
import io.evolua.persistence.UserRepository;
import io.evolua.web.testing.ServerExtension;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.ConstraintViolationException;
import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a unit of work promises, seen from inside: the container's transactions, entity managers and pool. */
@ExtendWith({ServerExtension.class, ArquillianExtension.class})
@SuppressWarnings("NullAway.Init") // injected
class UnitOfWorkIT {

    /** More than the pool has. */
    private static final int MANY = 50;

    @Inject
    private Work work;

    @Inject
    private UserRepository users;

    @Inject
    private HeroRepository heroes;

    @PersistenceContext(unitName = "evolua")
    private EntityManager entities;

    @Resource(lookup = DataSourceDeclaration.NAME)
    private DataSource pool;

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/evolua.war"))
                .addClasses(Work.class, ServerExtension.class)
                .addAsLibraries(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    }

    @BeforeEach
    void empty() {
        work.run(() -> {
            // Todos go with their users.
            entities.createNativeQuery("delete from users").executeUpdate();
            entities.createNativeQuery("delete from heroes").executeUpdate();
        });
    }

    private static User user(String name) {
        return new User(name, EmailAddress.parse(name + "@example.com"), "hash");
    }

    private User stored(String name) {
        return work.get(() -> {
            User user = user(name);
            users.add(user);
            return user;
        });
    }

    private Optional<User> read(String name) {
        return work.get(() -> users.withUsername(name));
    }

    @Test
    void several_changes_commit_together() {
        work.run(() -> {
            users.add(user("alice"));
            heroes.add(new Hero("Deadpond", "test"));
        });

        assertThat(read("alice")).isPresent();
        assertThat(work.get(() -> heroes.withName("Deadpond"))).isPresent();
    }

    @Test
    void an_error_leaves_nothing() {
        assertThatThrownBy(() -> work.run(() -> {
                    users.add(user("alice"));
                    heroes.add(new Hero("Deadpond", "test"));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessageContaining("on purpose");

        assertThat(read("alice")).isEmpty();
        assertThat(work.get(() -> heroes.withName("Deadpond"))).isEmpty();
    }

    @Test
    void a_change_the_database_refuses_takes_those_before_it_along() {
        stored("alice");

        Throwable error = catchThrowable(() -> work.run(() -> {
            users.add(user("bob"));
            users.add(user("alice"));
        }));

        assertThat(DatabaseFailure.of(error)).isEqualTo(DatabaseFailure.DUPLICATE);
        assertThat(read("bob")).isEmpty();
    }

    @Test
    void connections_return_to_the_pool_after_errors() {
        stored("alice");

        for (int i = 0; i < MANY; i++) {
            Throwable error = catchThrowable(() -> stored("alice"));
            assertThat(DatabaseFailure.of(error)).as(String.valueOf(error)).isEqualTo(DatabaseFailure.DUPLICATE);
        }

        assertThat(read("alice")).isPresent();
    }

    @Test
    void what_the_database_sets_is_there_after_the_insert() {
        User user = stored("alice");

        assertThat(user.id()).isPositive();
        assertThat(user.updatedAt()).isEqualTo(user.createdAt());
        User again = read("alice").orElseThrow();
        assertThat(again.createdAt()).isEqualTo(user.createdAt());
    }

    @Test
    void an_update_moves_updated_at_and_memory_equals_the_row() {
        User before = stored("alice");

        User after = work.get(() -> {
            User user = users.find(before.id()).orElseThrow();
            user.change("alicia", EmailAddress.parse("alicia@example.com"), "hash");
            users.update(user);
            return user;
        });

        assertThat(after.updatedAt()).isAfter(before.updatedAt());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(read("alicia").orElseThrow().updatedAt()).isEqualTo(after.updatedAt());
    }

    @Test
    void a_change_without_a_call_is_written_at_the_end_and_moves_updated_at() {
        User before = stored("alice");

        work.run(() -> users.find(before.id())
                .orElseThrow()
                .change("alicia", EmailAddress.parse("alice@example.com"), "hash"));

        User after = read("alicia").orElseThrow();
        assertThat(after.updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    void nothing_moves_when_nothing_changed() {
        User before = stored("alice");

        work.run(() ->
                users.find(before.id()).orElseThrow().change("alice", EmailAddress.parse("alice@example.com"), "hash"));

        assertThat(read("alice").orElseThrow().updatedAt()).isEqualTo(before.updatedAt());
    }

    @Test
    void refreshing_shows_what_others_committed_meanwhile() {
        stored("alice");

        work.run(() -> {
            User mine = users.withUsername("alice").orElseThrow();
            work.runApart(() -> entities.createNativeQuery("update users set username = 'alicia'")
                    .executeUpdate());

            assertThat(mine.username()).isEqualTo("alice");
            users.refresh(mine);
            assertThat(mine.username()).isEqualTo("alicia");
        });
    }

    @Test
    void no_cache_outlives_the_transaction() {
        User before = stored("alice");
        work.run(() -> entities.createNativeQuery("update users set email = 'new@example.com'")
                .executeUpdate());

        assertThat(work.get(() -> users.find(before.id())).orElseThrow().email())
                .isEqualTo("new@example.com");
    }

    @Test
    void a_condition_finds_one_or_none_and_several_are_an_error() {
        work.run(() -> {
            heroes.add(new Hero("A", "film"));
            heroes.add(new Hero("B", "film"));
        });

        work.run(() -> {
            assertThat(heroes.one(Condition.equal("name", "A"))).isPresent();
            assertThat(heroes.one(Condition.equal("name", "C"))).isEmpty();
            assertThat(heroes.any(Condition.equal("source", "film"))).isTrue();
            assertThat(heroes.any(Condition.equal("source", "book"))).isFalse();
            assertThat(heroes.many(Condition.equal("source", "film"), Page.first(10)))
                    .hasSize(2);
        });
        assertThatThrownBy(() -> work.run(() -> heroes.one(Condition.equal("source", "film"))))
                .isInstanceOf(NonUniqueResultException.class);
    }

    @Test
    void a_stream_passes_all_rows_by_a_cursor_and_keeps_none() {
        int rows = 5_000;
        work.run(() -> entities.createNativeQuery(
                        "insert into heroes(name) select 'hero ' || n from generate_series(1, " + rows + ") n")
                .executeUpdate());

        work.run(() -> {
            Set<String> names = new HashSet<>();
            try (Stream<Hero> stream = heroes.stream(Condition.all())) {
                Iterator<Hero> iterator = stream.iterator();
                Hero first = iterator.next();
                names.add(first.name());
                assertThat(openCursors()).as("cursors on the server").isEqualTo(1);
                assertThat(entities.contains(first)).isFalse();
                iterator.forEachRemaining(hero -> names.add(hero.name()));
            }
            assertThat(names).hasSize(rows);
        });
    }

    @Test
    void a_stream_closed_early_leaves_no_cursor() {
        work.run(() -> entities.createNativeQuery(
                        "insert into heroes(name) select 'hero ' || n from generate_series(1, 1000) n")
                .executeUpdate());

        work.run(() -> {
            try (Stream<Hero> stream = heroes.stream(Condition.all())) {
                assertThat(stream.limit(3)).hasSize(3);
            }
            assertThat(openCursors()).isZero();
        });
    }

    @Test
    void repositories_and_plain_jdbc_are_one_transaction() {
        work.run(() -> {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("insert into heroes(name) values ('by JDBC')");
                heroes.add(new Hero("by JPA", "test"));

                assertThat(heroes.withName("by JDBC")).isPresent();
                try (ResultSet rows = statement.executeQuery("select 1 from heroes where name = 'by JPA'")) {
                    assertThat(rows.next()).isTrue();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private long openCursors() {
        // The statement that asks is one without a name.
        List<?> answer = entities.createNativeQuery("select count(*) from pg_cursors where name <> ''")
                .getResultList();
        return ((Number) answer.get(0)).longValue();
    }

    @Test
    void an_entity_that_breaks_its_own_rules_is_not_stored() {
        Throwable error = catchThrowable(() -> work.run(() ->
                users.add(new User("x".repeat(User.MAX_LENGTH + 1), EmailAddress.parse("alice@example.com"), "hash"))));

        assertThat(Stream.iterate(error, cause -> cause != null, Throwable::getCause))
                .hasAtLeastOneElementOfType(ConstraintViolationException.class);
    }

    @Test
    void the_pool_connects_to_the_host_of_the_url() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getURL()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
    }
}
