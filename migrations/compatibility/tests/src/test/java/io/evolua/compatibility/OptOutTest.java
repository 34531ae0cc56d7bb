package io.evolua.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Diff;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.command.Source;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An entity that is not to be compared says so, whoever its provider is. */
class OptOutTest {

    private static final String ENTITIES = """
            @interface SkipAutogenerate {}

            @Entity(name = "Own")
            @Table(name = "ours")
            public static class Own {
                @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id;
                @ManyToOne Theirs theirs;
                @ManyToMany @JoinTable(name = "ours_theirs") Set<Theirs> many;
                @OneToMany @JoinColumn(name = "own_id") Set<Theirs> more;
            }

            @Entity(name = "Theirs")
            @SkipAutogenerate
            @Table(name = "`Theirs`")
            @SecondaryTable(name = "theirs_too")
            @SequenceGenerator(name = "numbers", sequenceName = "their_numbers")
            @Inheritance(strategy = InheritanceType.JOINED)
            public static class Theirs {
                @Id @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers") Long id;
                @Column(table = "theirs_too") String more;
                @ElementCollection @CollectionTable(name = "their_words") List<String> words;
                @ManyToMany @JoinTable(name = "their_ours") Set<Own> others;
            }

            @Entity(name = "TheirChild")
            @Table(name = "their_child")
            public static class TheirChild extends Theirs {
                String evenMore;
            }
            """;

    private final TestDatabase database = TestDatabase.create();
    private final Path work;

    OptOutTest(@TempDir Path folder) {
        work = folder;
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_entity_opts_out_with_its_tables_and_sequences(Provider provider) throws Exception {
        database.run("create table \"Theirs\" (id bigint primary key, unknown text)");
        String source = provider == Provider.ECLIPSELINK_5 ? ENTITIES.replace("`", "\\\"") : ENTITIES;
        ModelSettings model = new ModelSettings(
                AnnotatedUnit.of(provider, work, source, List.of("Own", "Theirs", "TheirChild"), ""),
                Optional.empty(),
                Set.of());
        CommandContext context = CommandContext.of(work).withDatabase(DatabaseUrl.parse(database.url()));
        Source from = new Source.Database(Optional.empty());
        Source unit = new Source.Unit(Optional.empty());
        String sql = new Diff(context, model).run(from, unit).sql();
        assertThat(sql)
                .contains("create table ours (", "references \"Theirs\" (id)", "create table ours_theirs (")
                .doesNotContain(
                        "their_numbers",
                        "their_child",
                        "theirs_too",
                        "their_words",
                        "their_ours",
                        "alter table \"Theirs\"");
        database.run(sql);
        assertThat(new Diff(context, model).run(from, unit).isEmpty()).isTrue();
    }
}
