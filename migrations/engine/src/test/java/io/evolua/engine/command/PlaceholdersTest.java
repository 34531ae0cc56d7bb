package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Placeholders;
import io.evolua.engine.revision.Placeholders.Syntax;
import io.evolua.engine.testing.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private List<String> upgrade(Syntax syntax, String... values) {
        Map<String, String> map = values.length == 0 ? Map.of() : Map.of(values[0], values[1]);
        CommandContext context = project.context.withPlaceholders(new Placeholders(syntax, map, Map::of));
        return Project.ids(new Upgrade(context).run("head"));
    }

    private List<String> defaults() {
        return project.query("select pg_get_expr(adbin, adrelid) from pg_attrdef"
                + " where adrelid <> 'flyway_schema_history'::regclass");
    }

    @Test
    void a_value_stands_for_a_placeholder_anywhere_in_a_script_whatever_its_case() {
        project.up("1", "a", "-- ${NAME}\ncreate table ${name} (a text default '${Name}');");
        assertThat(upgrade(Syntax.DEFAULT, "name", "users")).containsExactly("1");
        assertThat(project.tables()).containsExactly("users");
        assertThat(defaults()).containsExactly("'users'::text");
    }

    @Test
    void what_a_value_holds_is_not_looked_at_again() {
        project.up("1", "a", "create table a (a text default '${x}');");
        upgrade(Syntax.DEFAULT, "x", "${x}");
        assertThat(defaults()).containsExactly("'${x}'::text");
    }

    @Test
    void a_placeholder_without_a_value_is_refused_with_script_line_and_name() {
        project.table("1", "a").up("2", "b", "select 1;\n\nselect '${who}';");
        assertThatThrownBy(() -> upgrade(Syntax.DEFAULT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("V2__b.sql:3: ", "${who}", "--placeholder", "V2__b.sql.conf");
        assertThat(project.tables()).as("nothing was run").isEmpty();
    }

    @Test
    void one_that_is_not_closed_is_refused() {
        project.up("1", "a", "select '${who';");
        assertThatThrownBy(() -> upgrade(Syntax.DEFAULT)).hasMessageContainingAll("V1__a.sql:1: ", "not closed by }");
    }

    @Test
    void a_scripts_conf_or_the_setting_leaves_them_as_they_are() {
        project.up("1", "a", "create table a (a text default '${x}');");
        project.file("migration/V1__a.sql.conf", "placeholderReplacement=false");
        assertThat(upgrade(Syntax.DEFAULT)).containsExactly("1");
        project.up("2", "b", "create table b (a text default '${x}');");
        assertThat(upgrade(new Syntax(false, "${", "}", ":"))).containsExactly("2");
    }

    @Test
    void a_conf_that_wants_them_wins_over_the_setting() {
        project.up("1", "a", "create table ${x} ();").file("migration/V1__a.sql.conf", "placeholderReplacement=true");
        upgrade(new Syntax(false, "${", "}", ":"), "x", "t");
        assertThat(project.tables()).containsExactly("t");
    }

    @Test
    void prefix_suffix_and_separator_are_settings() {
        project.up("1", "a", "create table #[name]# (a text default '${x} #[flyway_table]#');");
        upgrade(new Syntax(true, "#[", "]#", "_"), "name", "users");
        assertThat(defaults()).containsExactly("'${x} flyway_schema_history'::text");
    }

    @Test
    void those_that_flyway_defines_have_the_databases_values() {
        project.up(
                "1",
                "a",
                "create table a (a text default '${flyway:defaultSchema} ${flyway:user} ${flyway:database}"
                        + " ${flyway:table} ${flyway:filename} ${flyway:environment}');");
        upgrade(Syntax.DEFAULT);
        assertThat(defaults())
                .containsExactly("'public postgres " + project.database.name()
                        + " flyway_schema_history V1__a.sql default'::text");
    }

    @Test
    void undo_scripts_have_them_too() {
        project.revision("1", "a", "create table ${x} ();", "drop table ${x};");
        CommandContext context =
                project.context.withPlaceholders(new Placeholders(Syntax.DEFAULT, Map.of("x", "t"), Map::of));
        new Upgrade(context).run("head");
        new Downgrade(context).run("base");
        assertThat(project.tables()).isEmpty();
    }

    @Test
    void what_is_generated_means_what_it_says(@TempDir Path work) throws Exception {
        Path target = Files.writeString(
                work.resolve("target.sql"),
                "create function f() returns text language sql as $$ select 'a${b}' $$; create table t ();");
        List<Path> files = new Revise(project.context, ModelSettings.none())
                .autogenerate("all", new Source.Empty(), new Source.SqlFile(target))
                .files();
        Path up = files.get(0);
        assertThat(up.resolveSibling(up.getFileName() + ".conf")).hasContent("placeholderReplacement=false");
        assertThat(upgrade(Syntax.DEFAULT, "b", "wrong")).hasSize(1);
        assertThat(project.query("select f()")).containsExactly("a${b}");
    }
}
