package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.change.Rename;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.selection.Selection;
import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a unit's {@code create-script-source} says is part of the target, and is compared like the rest. */
class CreateScriptTest {

    @Entity
    @Table(name = "author")
    static class Author {
        @Id
        @Nullable
        Long id;

        @Column(unique = true)
        @Nullable
        String name;
    }

    @Entity
    @Table(name = "book")
    static class Book {
        @Id
        @Nullable
        Long id;

        @ManyToOne
        @Nullable
        Author author;

        int pages;
    }

    @Entity
    @Table(name = "shelf")
    static class Shelf {
        @Id
        @Nullable
        Long id;

        @Column(columnDefinition = "mood not null default 'ok'")
        @Nullable
        String mood;
    }

    private static final String AUTHOR = """
            create table author (
                id bigint,
                name varchar(255),
                constraint author_pkey primary key (id),
                constraint author_name_key unique (name)
            );
            """;

    private static final String BOOK = """
            create table book (
                id bigint,
                author_id bigint,
                pages integer not null,
                constraint book_pkey primary key (id),
                constraint book_author_id_fkey foreign key (author_id) references author (id)
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void the_script_adds_what_entities_cannot_say() {
        unit("metadata-then-script", "META-INF/more.sql", Author.class, Book.class);
        file("META-INF/more.sql", """
                alter table book add constraint thick check (pages > 10);
                create index long_ones on book (pages) where pages > 500;
                create view pages as select sum(pages) as n from book;
                create function touch() returns trigger language plpgsql as 'begin return new; end';
                create trigger touch before update on book for each row execute function touch();
                """);
        Diff.Result result = diff("empty", "unit:");
        assertThat(result.sql()).isEqualTo(AUTHOR + "\n" + BOOK.stripTrailing() + """
                ,
                    constraint thick CHECK ((pages > 10))
                );
                create index long_ones on book (pages) where (pages > 500);

                create function touch()
                 RETURNS trigger
                 LANGUAGE plpgsql
                AS $function$begin return new; end$function$;

                create view pages as
                 SELECT sum(pages) AS n
                   FROM book;

                CREATE TRIGGER touch BEFORE UPDATE ON book FOR EACH ROW EXECUTE FUNCTION touch();
                """);
        database.run(result.sql());
        assertThat(diff("database", "unit:").isEmpty()).isTrue();
        database.run("drop view pages; alter table book drop constraint thick");
        assertThat(diff("database", "unit:").changes()).hasSize(2);
        database.run(result.reversed().sql().replace("drop view pages;", ""));
        assertThat(diff("database", "empty").isEmpty()).isTrue();
    }

    @Test
    void a_script_may_partition_the_table_of_an_entity() {
        unit("metadata-then-script", "META-INF/more.sql", Author.class, Book.class);
        String books = """
                create table book (id bigint not null, author_id bigint, pages int not null, primary key (id, pages),
                    constraint book_author_id_fkey foreign key (author_id) references author (id)) partition by range (pages);
                create table thin partition of book for values from (0) to (500);
                create table thick partition of book (check (author_id is not null)) for values from (500) to (5000);
                """;
        file("META-INF/more.sql", "drop table book;" + books);
        Diff.Result result = diff("empty", "unit:");
        assertThat(result.sql())
                .contains(
                        "partition by RANGE (pages);",
                        "create table thin partition of book FOR VALUES FROM (0) TO (500);");
        database.run(result.sql());
        assertThat(diff("database", "unit:").isEmpty()).isTrue();
        database.run(
                "create table odd partition of book default; insert into book values (1, null, 7), (2, null, 9999)");
        assertThat(diff("database", "unit:").isEmpty()).isTrue();
        database.run("drop table thin");
        assertThat(diff("database", "unit:").sql())
                .contains("select count(*) from book where coalesce(pages >= 0 and pages < 500, false)")
                .endsWith("create table thin partition of book FOR VALUES FROM (0) TO (500);\n");
    }

    @Test
    void names_that_nobody_chose_stay_no_wish() {
        unit("metadata-then-script", "META-INF/more.sql", Author.class, Book.class);
        file(
                "META-INF/more.sql",
                "create index i on book (pages); comment on table book is 'x'; grant select on book to pg_monitor");
        database.run("create table author (id bigint constraint a primary key, name varchar(255) constraint b unique);"
                + "create table book (id bigint constraint c primary key, author_id bigint constraint d references author,"
                + " pages int not null); create index i on book (pages); comment on table book is 'x'");
        assertThat(diff("database", "unit:").sql()).isEqualTo("grant select on book to pg_monitor;\n");
    }

    @Test
    void a_script_may_come_first_and_make_what_columns_are_of() {
        unit("script-then-metadata", "types.sql", Shelf.class);
        file("types.sql", "create type mood as enum ('sad', 'ok')");
        assertThatShelvesFollow();
    }

    @Test
    void types_of_columns_are_made_first_wherever_the_script_stands() {
        unit("metadata-then-script", "types.sql", Shelf.class);
        file("types.sql", "create type mood as enum ('sad', 'ok'); create view v as select mood from shelf");
        Diff.Result result = diff("empty", "unit:");
        assertThat(result.sql()).startsWith("create type mood as enum ('sad', 'ok');\n\ncreate table shelf");
        database.run(result.sql());
        assertThat(diff("database", "unit:").isEmpty()).isTrue();
    }

    @Test
    void a_type_of_the_script_may_be_a_renamed_one() {
        unit("metadata-then-script", "types.sql", Shelf.class);
        file("types.sql", "create type mood as enum ('sad', 'ok')");
        database.run("create type humor as enum ('sad', 'ok'); create table shelf (id bigint,"
                + " mood humor not null default 'ok', constraint shelf_pkey primary key (id))");
        RenameSettings renamed = new RenameSettings(List.of(Rename.parse("humor=mood")), possible -> false);
        assertThat(diff(database.url(), "database", "unit:", renamed).sql())
                .isEqualTo("alter type humor rename to mood;\n");
    }

    private void assertThatShelvesFollow() {
        Diff.Result result = diff("empty", "unit:");
        assertThat(result.sql()).isEqualTo("""
                create type mood as enum ('sad', 'ok');

                create table shelf (
                    id bigint,
                    mood mood not null default 'ok'::mood,
                    constraint shelf_pkey primary key (id)
                );
                """);
        database.run(result.sql());
        assertThat(diff("database", "unit:").isEmpty()).isTrue();
    }

    @Test
    void a_script_that_reaches_tables_it_does_not_name_sees_them_all() {
        unit("metadata-then-script", "more.sql", Author.class, Book.class);
        file("more.sql", """
                do $$ declare t regclass; begin
                  for t in select oid::regclass from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
                    execute format('comment on table %s is %L', t, 'ours');
                  end loop;
                end $$;""");
        assertThat(diff("empty", "unit:").sql())
                .contains("comment on table author is 'ours'", "comment on table book is 'ours'");
    }

    @Test
    void an_extension_of_the_script_is_part_of_the_target_also_if_the_database_has_it() {
        unit("metadata-then-script", "more.sql", Author.class);
        file("more.sql", "create extension if not exists citext; create table t (a citext)");
        assertThat(diff("empty", "unit:").sql()).startsWith("create extension citext;\n");
        database.run("create extension citext;" + AUTHOR + "create table t (a citext)");
        assertThat(diff("database", "unit:").isEmpty()).isTrue();
        assertThat(diff("empty", "unit:").sql()).startsWith("create extension citext;\n");
    }

    @Test
    void without_a_script_the_objects_beside_tables_are_left_alone_but_step_aside() {
        unit("metadata", "more.sql", Author.class);
        file("more.sql", "nonsense");
        database.run("create table author (id int primary key, name varchar(255) unique);"
                + "create view v as select id from author; grant select on author to pg_monitor;"
                + "create function f() returns int language sql as 'select 1'");
        assertThat(diff("database", "unit:").sql()).isEqualTo("""
                drop view v;

                alter table author alter column id type bigint;

                create view v as
                 SELECT id
                   FROM author;
                """);
    }

    @Test
    void a_role_that_does_not_own_the_schema_gets_the_same_answer() {
        unit("metadata-then-script", "more.sql", Author.class, Book.class);
        file(
                "more.sql",
                "create view v as select name from author; create function f(a author) returns text language sql"
                        + " as 'select a.name'; create index i on book (pages) where pages > 1");
        database.run(diff("empty", "unit:").sql());
        database.run("create role visitor login; grant usage on schema public to visitor;" + "grant create on database "
                + database.name() + " to visitor");
        try {
            assertThat(diff(database.url().replace("postgres@", "visitor@"), "database", "unit:")
                            .sql())
                    .isEmpty();
        } finally {
            database.run("drop owned by visitor; drop role visitor");
        }
    }

    @Test
    void what_is_wrong_with_a_script_is_said() {
        unit("metadata-then-script", "nowhere.sql", Author.class);
        assertThatThrownBy(() -> diff("empty", "unit:"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nowhere.sql")
                .hasMessageContaining("create-script-source");
        file("nowhere.sql", "create index i on author (name);\ncreate view v as select nothing from author");
        assertThatThrownBy(() -> diff("empty", "unit:"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nowhere.sql fails in line 2")
                .hasMessageContaining("column \"nothing\" does not exist");
    }

    private Diff.Result diff(String from, String to) {
        return diff(database.url(), from, to);
    }

    private Diff.Result diff(String url, String from, String to) {
        return diff(url, from, to, RenameSettings.NONE);
    }

    private Diff.Result diff(String url, String from, String to, RenameSettings renames) {
        ModelSettings model = new ModelSettings(
                List.of(folder, Path.of("target", "test-classes")), Optional.empty(), Set.of(), Selection.ALL, true);
        return new Diff(CommandContext.of(folder).withDatabase(DatabaseUrl.parse(url)), model, renames)
                .run(Source.parse(from), Source.parse(to));
    }

    private void unit(String source, String script, Class<?>... entities) {
        StringBuilder classes = new StringBuilder();
        for (Class<?> entity : entities) {
            classes.append("<class>").append(entity.getName()).append("</class>");
        }
        file("META-INF/persistence.xml", """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="scripted">%s<exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                      <property name="jakarta.persistence.schema-generation.create-source" value="%s"/>
                      <property name="jakarta.persistence.schema-generation.create-script-source" value="%s"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """.formatted(classes, source, script));
    }

    private void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
