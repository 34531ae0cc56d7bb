package io.evolua.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.command.Check;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Diff;
import io.evolua.engine.command.Downgrade;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.command.Revise;
import io.evolua.engine.command.Source;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks, comments and options, which annotations and {@code orm.xml} have had since Jakarta Persistence 3.2. */
class Persistence32Test {

    private static final Source DATABASE = new Source.Database(Optional.empty());
    private static final Source UNIT = new Source.Unit(Optional.empty());

    private static final String ENTITIES = """
            @MappedSuperclass
            public static class Noted {
                @Column(comment = "Since when", check = @CheckConstraint(name = "some_year", constraint = "year > 1400"))
                int year;
            }

            @Embeddable
            public static class Room {
                @Column(name = "number", check = @CheckConstraint(name = "some_number", constraint = "number > 0"))
                int number;
            }

            @Embeddable
            public static class Place {
                @Column(name = "city", comment = "Where", check = @CheckConstraint(name = "a_city", constraint = "city <> ''"))
                String city;
            }

            @Entity
            @Table(
                name = "publisher",
                comment = "Who prints its books",
                check = {
                    @CheckConstraint(name = "publisher_size", constraint = "staff > 0 and staff < 9000"),
                    @CheckConstraint(constraint = "length(name) > 1")
                })
            @SecondaryTable(name = "publisher_more", comment = "The rest")
            public static class Publisher extends Noted {
                @Id Long id;
                @Embedded Place place;
                @Column(comment = "As on the cover") String name;
                @Column(check = @CheckConstraint(name = "some_staff", constraint = "staff <> 13"), options = "default 1")
                int staff;
                @Column(table = "publisher_more", name = "note", comment = "Anything") String note;
                @ElementCollection
                @CollectionTable(name = "publisher_city")
                @Column(name = "city", comment = "Its name", check = @CheckConstraint(name = "some_city", constraint = "city <> 'x'"))
                Set<String> cities;
                @ElementCollection
                @CollectionTable(name = "publisher_place")
                List<Room> rooms;
                @ManyToOne
                @JoinColumn(
                    name = "owner_id",
                    comment = "Whose it is",
                    check = @CheckConstraint(name = "not_its_own", constraint = "owner_id <> id"))
                Publisher owner;
                @ManyToMany
                @JoinTable(name = "publisher_partner", comment = "With whom")
                Set<Publisher> partners;
            }
            """;

    private final TestDatabase database = TestDatabase.create();
    private final CommandContext context;
    private final Path work;

    Persistence32Test(@TempDir Path folder) throws Exception {
        work = folder;
        Files.createDirectories(folder.resolve("db/migration"));
        Files.createDirectories(folder.resolve("db/undo"));
        context = CommandContext.of(folder.resolve("db")).withDatabase(DatabaseUrl.parse(database.url()));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ECLIPSELINK_5", "HIBERNATE_7"})
    void A142_A152_A153_checks_and_comments_are_generated_recognised_and_undone(Provider provider) throws Exception {
        ModelSettings model = unit(provider, ENTITIES, "Publisher", "Noted", "Place", "Room");
        new Revise(context, model).autogenerate("all", DATABASE, UNIT);
        new Upgrade(context).run("head");
        Check.Result check = new Check(context, model).run(DATABASE, UNIT);
        assertThat(check.differences().changes()).isEmpty();
        assertThat(new Diff(context, model).run(new Source.Empty(), DATABASE).sql())
                .contains(
                        "comment on table publisher is 'Who prints its books'",
                        "comment on table publisher_more is 'The rest'",
                        "comment on table publisher_partner is 'With whom'",
                        "comment on column publisher.name is 'As on the cover'",
                        "comment on column publisher_more.note is 'Anything'",
                        "comment on column publisher_city.city is 'Its name'",
                        "comment on column publisher.owner_id is 'Whose it is'",
                        "comment on column publisher.year is 'Since when'",
                        "comment on column publisher.city is 'Where'",
                        "constraint some_year CHECK ((year > 1400))",
                        "constraint some_city CHECK (((city)::text <> 'x'::text))",
                        "constraint some_number CHECK ((number > 0))",
                        "constraint a_city CHECK (((city)::text <> ''::text))",
                        "constraint publisher_size CHECK (((staff > 0) AND (staff < 9000)))",
                        "CHECK ((length((name)::text) > 1))",
                        "constraint some_staff CHECK ((staff <> 13))",
                        "constraint not_its_own CHECK ((owner_id <> id))",
                        " default 1,");
        new Downgrade(context).run("base");
        assertThat(new Diff(context, ModelSettings.none())
                        .run(DATABASE, new Source.Empty())
                        .changes())
                .isEmpty();
    }

    @Test
    void what_changes_of_them_is_a_difference() throws Exception {
        database.run("create table publisher (id bigint primary key, name varchar(255),"
                + " constraint wrong check (length(name) > 1), constraint publisher_size check (id > 0));"
                + "comment on table publisher is 'old'; comment on column publisher.name is 'old'");
        String entity = """
                @Entity(name = "Publisher")
                @Table(name = "publisher", comment = "new", check = {
                    @CheckConstraint(name = "publisher_size", constraint = "id > 5"),
                    @CheckConstraint(constraint = "length(name) > 1")})
                public static class Publisher { @Id Long id; @Column(comment = "new") String name; }
                """;
        assertThat(sql(unit(Provider.ECLIPSELINK_5, entity, "Publisher")))
                .contains(
                        "alter table publisher drop constraint publisher_size",
                        "alter table publisher add constraint publisher_size CHECK ((id > 5))",
                        "comment on table publisher is 'new'",
                        "comment on column publisher.name is 'new'")
                .doesNotContain("wrong");
    }

    @Test
    void eclipselink_reads_those_of_tables_from_orm_xml() throws Exception {
        String orm = """
                <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.2">
                  <entity class="annotated.Entities$Publisher">
                    <table name="publisher">
                      <comment>By XML</comment>
                      <check-constraint name="by_xml" constraint="id &gt; 0"/>
                    </table>
                    <attributes>
                      <id name="id"/>
                      <basic name="name"><column name="name">%s</column></basic>
                    </attributes>
                  </entity>
                </entity-mappings>
                """;
        assertThat(sql(byXml(orm.formatted(""))))
                .contains("comment on table publisher is 'By XML'", "constraint by_xml CHECK (id > 0)");
        assertThatThrownBy(() -> sql(byXml(orm.formatted("<comment>Of XML</comment>"))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("META-INF/orm.xml:9: EclipseLink does not read <comment> of <column>");
    }

    private ModelSettings byXml(String orm) throws Exception {
        return model(AnnotatedUnit.of(
                Provider.ECLIPSELINK_5,
                work,
                "public static class Publisher { Long id; String name; }",
                List.of("Publisher"),
                orm));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @Table(options = "tablespace fast")                              | Long x      | tablespace fast
            @Table(uniqueConstraints = @UniqueConstraint(columnNames = "x", options = "deferrable")) | Long x | deferrable
            @AttributeOverride(name = "note", column = @Column(name = "z", \
            check = @CheckConstraint(constraint = "z > 7"))) | Long x                     | z > 7
            @Table(indexes = @Index(columnList = "x", options = "where x > 1")) | Long x   | where x > 1
            @Table                      | @Column(options = "collate \\"C\\"") String x   | collate
            @Table | @AttributeOverride(name = "y", column = @Column(name = "z", \
            check = @CheckConstraint(constraint = "z > 7"))) Part x                        | z > 7
            """)
    void what_cannot_be_taken_is_refused_and_not_passed_over(String table, String attribute, String said)
            throws Exception {
        String source = "@Embeddable public static class Part { Long y; }"
                + "@MappedSuperclass public static class Noted { Long note; }"
                + "@Entity " + table.strip() + " public static class Thing extends Noted { @Id Long id; "
                + attribute.strip()
                + "; }";
        ModelSettings model = unit(Provider.ECLIPSELINK_5, source, "Thing", "Part", "Noted");
        assertThatThrownBy(() -> sql(model)).isInstanceOf(EvoluaException.class).hasMessageContaining(said);
    }

    private String sql(ModelSettings model) {
        return new Diff(context, model).run(DATABASE, UNIT).sql();
    }

    private ModelSettings unit(Provider provider, String source, String... classes) throws Exception {
        return model(AnnotatedUnit.of(provider, work, source, List.of(classes), ""));
    }

    private static ModelSettings model(List<Path> classpath) {
        return new ModelSettings(classpath, Optional.empty(), Set.of());
    }
}
