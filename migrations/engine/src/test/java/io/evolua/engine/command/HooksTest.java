package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.Rename;
import io.evolua.engine.spi.ChangeRewriter;
import io.evolua.engine.spi.TypeComparator;
import io.evolua.engine.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that somebody else wrote: compiled into a folder on the class path, and found there. */
class HooksTest {

    private final Path folder;
    private final Project project;
    private final Path classes;

    HooksTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.project = new Project(folder.resolve("db"));
        this.classes = Files.createDirectories(folder.resolve("hooks"));
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void A157_a_rewriter_replaces_one_change_by_several_and_the_next_one_sees_them() {
        rewriter("Second", "order() { return 5; }", """
                return changes.stream()
                        .map(c -> c instanceof ExecuteSql sql
                                ? new ExecuteSql(sql.up() + " -- " + context.from() + " " + changes.size(), sql.down())
                                : c)
                        .toList();
                """);
        rewriter("First", "order() { return -5; }", """
                List<Change> all = new ArrayList<>();
                for (Change c : changes) {
                    all.add(c);
                    if (c instanceof CreateTable t) {
                        String name = t.table().name().name();
                        all.add(new ExecuteSql("comment on table " + name + " is 'hooked';",
                                "comment on table " + name + " is null;"));
                    }
                }
                return all;
                """);
        Diff.Result result = diff("create table a (x int); create table b (x int);");
        assertThat(result.sql()).isEqualTo("""
                create table a (
                    x integer
                );

                comment on table a is 'hooked' -- empty 4;

                create table b (
                    x integer
                );

                comment on table b is 'hooked' -- empty 4;
                """);
    }

    @Test
    void A157_the_way_back_is_made_from_what_was_rewritten() {
        rewriter("Extra", "", """
                List<Change> all = new ArrayList<>(changes);
                all.add(new ExecuteSql("insert into a values (1)", "delete from a"));
                all.add(new ExecuteSql("", "select 1"));
                return all;
                """);
        Revise.Result written = revise("create table a (x int)");
        assertThat(text(written.files().get(0))).endsWith("""
                create table a (
                    x integer
                );

                insert into a values (1);

                -- Nothing is known that takes this back: select 1
                """);
        assertThat(text(written.files().get(1))).endsWith("""

                select 1;

                delete from a;

                -- The rows of table a are lost; the way back restores its structure only.
                drop table a;
                """);
        project.upgrade("head");
        assertThat(project.query("select x from a")).containsExactly("1");
        project.downgrade("base");
        assertThat(project.tables()).isEmpty();
        project.upgrade("head");
    }

    @Test
    void A008_A156_statements_of_a_hook_are_changes_with_an_inverse() {
        rewriter("Only", "", "return List.of(new ExecuteSql(\"select 1\", \"select 2\"));");
        Diff.Result result = diff("create table a (x int)");
        assertThat(result.changes()).extracting(Change::describe).containsExactly("execute select 1");
        assertThat(result.reversed().changes()).extracting(Change::describe).containsExactly("execute select 2");
        assertThat(Change.invert(Change.invert(result.changes()))).isEqualTo(result.changes());
    }

    @Test
    void A158_A162_an_emptied_list_writes_no_file_and_check_agrees() {
        rewriter("Nothing", "", "return List.of();");
        rewriter("NeverReached", "order() { return 9; }", "throw new IllegalStateException(\"not reached\");");
        Revise.Result written = revise("create table a (x int)");
        assertThat(written.revisions()).isEmpty();
        assertThat(written.files()).isEmpty();
        assertThat(folder.resolve("db/migration")).isDirectoryNotContaining("glob:**.sql");
        assertThat(new Check(project.context, settings())
                        .run(Source.parse("database"), target("create table a (x int)"))
                        .passed())
                .isTrue();
    }

    @Test
    void A159_a_rewriter_is_asked_once_and_not_at_all_where_nothing_changes() {
        rewriter("Once", "", """
                calls++;
                List<Change> all = new ArrayList<>(changes);
                all.add(new ExecuteSql("select " + calls, "select -" + calls));
                return all;
                """, "private int calls;");
        assertThat(diff("create table a (x int)").sql()).endsWith("select 1;\n");
        assertThat(diff("").isEmpty()).isTrue();
    }

    @Test
    void A159_a_rewriter_is_asked_once_also_where_a_rename_is_given_or_asked_about() {
        rewriter("Once", "", """
                calls++;
                List<Change> all = new ArrayList<>(changes);
                all.add(new ExecuteSql("select " + calls, ""));
                return all;
                """, "private int calls;");
        project.file("from.sql", "create table a (x int); create table b (x int)");
        Source from = Source.parse("sql:" + folder.resolve("db/from.sql"));
        Source to = target("create table a (y int); create table b (y int)");
        List<String> asked = new ArrayList<>();
        RenameSettings given = new RenameSettings(List.of(Rename.parse("a.x=y")), possible -> {
            asked.add(possible.option());
            return true;
        });
        Diff.Result result = new Diff(project.context, settings(), given).run(from, to);
        assertThat(asked).containsExactly("b.x=b.y");
        assertThat(result.changes())
                .extracting(Change::describe)
                .containsExactly("rename column a.x to y", "rename column b.x to y", "execute select 1");
    }

    /** Every kind of difference passes by: what is kept of it is the project's own decision. */
    @Test
    void A069_A144_a_rewriter_decides_about_defaults_and_checks() {
        rewriter("Tolerant", "", """
                return changes.stream()
                        .filter(c -> !c.describe().contains("default"))
                        .filter(c -> !c.describe().contains("loose"))
                        .toList();
                """);
        assertThat(
                        between(
                                "create table a (x int default 1, constraint loose check (x > 0), constraint strict check (x > 0))",
                                "create table a (x int default 2, constraint loose check (x > 1), constraint strict check (x > 1))"))
                .isEqualTo("""
                        alter table a drop constraint strict;

                        alter table a add constraint strict CHECK ((x > 1));
                        """);
    }

    @Test
    void a_rewriter_knows_what_is_compared() {
        rewriter("Context", "", "return List.of(new ExecuteSql(\"select '\" + context + \"'\", \"\"));");
        String url = project.database.url().replace("postgres@", "postgres:secret@");
        Source target = target("create table a (x int)");
        String shown = new Diff(project.context, settings())
                .run(Source.parse(url), target)
                .sql();
        assertThat(shown)
                .contains("from=" + project.database.url(), "to=" + target.text(), "defaultSchema=public")
                .doesNotContain("secret");
    }

    @Test
    void what_a_hook_throws_names_it() {
        rewriter("Broken", "", "throw new IllegalStateException(\"no idea\");");
        assertThatThrownBy(() -> diff("create table a (x int)"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("hooks.Broken")
                .hasMessageContaining("no idea");
    }

    @Test
    void a_hook_that_cannot_be_made_is_refused() {
        write("META-INF/services/" + ChangeRewriter.class.getName(), "hooks.Missing\n");
        assertThatThrownBy(() -> diff("create table a (x int)"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("hooks.Missing");
    }

    @Test
    void A064_a_comparator_says_that_types_are_the_same() {
        comparator("Same", "return from.name().equals(\"x\") ? Opinion.SAME : Opinion.NONE;");
        assertThat(between("create table a (x int, y int)", "create table a (x text, y bigint)"))
                .isEqualTo("alter table a alter column y type bigint;\n");
    }

    @Test
    void A064_a_comparator_says_that_equal_types_are_different() {
        comparator("Different", """
                return table.name().equals("a") && to.type().text().startsWith("integer") ? Opinion.DIFFERENT : Opinion.NONE;
                """);
        assertThat(between("create table a (x int, y int)", "create table a (x int, y bigint)"))
                .isEqualTo("""
                        alter table a alter column y type bigint;

                        alter table a alter column x type integer;
                        """);
        assertThat(between("create table a (x bigint)", "create table a (x int)"))
                .endsWith("alter table a alter column x type integer;\n")
                .containsOnlyOnce("alter table");
    }

    @Test
    void A064_a_comparator_without_opinion_leaves_it_to_postgresql() {
        comparator("None", "return Opinion.NONE;");
        assertThat(between("create table a (x int)", "create table a (x int)")).isEmpty();
        assertThat(between("create table a (x int)", "create table a (x bigint)"))
                .isEqualTo("alter table a alter column x type bigint;\n");
    }

    @Test
    void a_program_is_run_on_the_files_just_written() {
        Revise.Result written = new Revise(project.context, settings())
                .withAfterWrite(AfterWrite.parse(
                        "sh -c 'for f; do echo \"-- formatted\" >> \"$f\"; done; echo $#' sh {files}", folder))
                .empty("one");
        assertThat(written.printed()).isEqualTo("2\n");
        assertThat(written.files()).hasSize(2).allSatisfy(file -> assertThat(text(file))
                .endsWith("-- formatted\n"));
    }

    @Test
    void a_program_that_fails_is_reported_and_the_files_stay() {
        for (String program : List.of("sh -c 'echo broken; exit 7' {files}", "no-such-program {files}")) {
            assertThatThrownBy(() -> new Revise(project.context, settings())
                            .withAfterWrite(AfterWrite.parse(program, folder))
                            .empty("one"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("__one.sql and ")
                    .hasMessageContaining("stays")
                    .hasMessageContaining(program.startsWith("sh") ? "exit code 7:\nbroken" : "no-such-program");
        }
        assertThat(project.context.loadScripts().graph().order()).hasSize(2);
    }

    @Test
    void a_program_needs_a_place_for_the_files() {
        for (String program : List.of("git add", "{files}", "git 'add {files}", "")) {
            assertThatThrownBy(() -> AfterWrite.parse(program, folder))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("{files}");
        }
        assertThat(AfterWrite.parse("a  'b c'\t\"d 'e'\" f'g h'i {files}", folder)
                        .words())
                .containsExactly("a", "b c", "d 'e'", "fg hi", "{files}");
    }

    private Diff.Result diff(String target) {
        return new Diff(project.context, settings()).run(Source.parse("empty"), target(target));
    }

    private String between(String from, String to) {
        project.file("from.sql", from);
        return new Diff(project.context, settings())
                .run(Source.parse("sql:" + folder.resolve("db/from.sql")), target(to))
                .sql()
                .lines()
                .filter(line -> !line.startsWith("-- "))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private Revise.Result revise(String target) {
        return new Revise(project.context, settings()).autogenerate("one", Source.parse("database"), target(target));
    }

    private Source target(String sql) {
        project.file("target.sql", sql);
        return Source.parse("sql:" + folder.resolve("db/target.sql"));
    }

    private ModelSettings settings() {
        return new ModelSettings(List.of(classes, folder.resolve("missing")), Optional.empty(), Set.of());
    }

    private void rewriter(String name, String order, String body, String... members) {
        String method = order.isEmpty() ? "" : "public int " + order;
        compile(
                ChangeRewriter.class,
                name,
                method + String.join("\n", members)
                        + "public List<Change> rewrite(List<Change> changes, ComparisonContext context) {" + body
                        + "}");
    }

    private void comparator(String name, String body) {
        compile(
                TypeComparator.class,
                name,
                "public Opinion compare(QualifiedName table, Column from, Column to, ComparisonContext context) {"
                        + body + "}");
    }

    private void compile(Class<?> service, String name, String body) {
        Path source = write("hooks/" + name + ".java", """
                package hooks;
                import io.evolua.engine.change.*;
                import io.evolua.engine.schema.*;
                import io.evolua.engine.spi.*;
                import java.util.*;
                public final class %s implements %s { %s }
                """.formatted(name, service.getSimpleName(), body));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        source.toString(),
                        "-cp",
                        System.getProperty("java.class.path") + ":target/classes");
        assertThat(code).isZero();
        Path services = classes.resolve("META-INF/services/" + service.getName());
        List<String> names =
                new ArrayList<>(Files.exists(services) ? text(services).lines().toList() : List.of());
        names.add("hooks." + name);
        write("META-INF/services/" + service.getName(), String.join("\n", names));
    }

    private Path write(String name, String text) {
        try {
            Path file = classes.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line + "\n").reduce("", String::concat);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
