package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches, as somebody at a command line makes them, looks at them, and joins them. */
class GraphCommandsTest {

    private final Path folder;
    private final Shell shell;
    private final TestDatabase database = TestDatabase.create();

    GraphCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @BeforeEach
    void aLine() {
        ok("init");
        ok("revision", "-m", "users", "--rev-id", "1");
        ok("revision", "-m", "more", "--rev-id", "2");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private void fork() {
        ok("revision", "-m", "left", "--rev-id", "31", "--branch-label", "left");
        ok("revision", "-m", "right", "--rev-id", "32", "--head", "2", "--splice", "--branch-label", "right");
        ok("revision", "-m", "further left", "--rev-id", "41", "--head", "left@head");
    }

    @Test
    void G109_G110_a_revision_says_which_head_it_follows() {
        assertThat(refused("revision", "-m", "x", "--head", "1"))
                .contains("1 users is no head: 2 follows it", "--splice");
        fork();
        assertThat(refused("revision", "-m", "x"))
                .contains("There are 2 heads: 32 right, 41 further_left", "--head 32", "evolua merge");
        assertThat(refused("revision", "-m", "x", "--head", "head")).contains("There are 2 heads");
    }

    @Test
    void G096_dependencies_are_written_as_ids() throws IOException {
        fork();
        ok(
                "revision",
                "-m",
                "last",
                "--rev-id",
                "51",
                "--head",
                "right@head",
                "--depends-on",
                "left@head",
                "--depends-on",
                "users");
        assertThat(Files.readString(folder.resolve("db/migration/V51__last.sql")))
                .startsWith("-- message: last\n-- revises: 32\n-- depends-on: 1, 41\n");
        assertThat(usage("revision", "-m", "x", "--head", "51", "--depends-on", "invalid"))
                .contains("There is no revision \"invalid\"");
    }

    @Test
    void G001_G111_an_id_or_a_label_that_cannot_be_one_writes_nothing() {
        assertThat(usage("revision", "-m", "x", "--rev-id", "a-1")).contains("\"a-1\" must be a version");
        assertThat(usage("revision", "-m", "x", "--rev-id", "2")).contains("There is a revision 2 already");
        assertThat(usage("revision", "-m", "x", "--rev-id", "1.5")).contains("smaller than that of 2 more");
        assertThat(usage("revision", "-m", "x", "--branch-label", "1a")).contains("must be one word");
        ok("revision", "-m", "labelled", "--rev-id", "3", "--branch-label", "a");
        assertThat(usage("revision", "-m", "x", "--branch-label", "a")).contains("is used by 3 labelled");
        assertThat(ok("heads").out()).isEqualTo("3  labelled  (branch a)\n");
    }

    @Test
    void a_new_base() {
        ok("revision", "-m", "elsewhere", "--rev-id", "100", "--head", "base", "--branch-label", "other");
        assertThat(ok("heads").out()).isEqualTo("2    more\n100  elsewhere  (branch other)\n");
        assertThat(ok("upgrade", "other@head").out()).contains("Applied: 100").doesNotContain("Applied: 1 ");
        assertThat(refused("upgrade")).contains("There are 2 heads");
        ok("upgrade", "heads");
        assertThat(ok("downgrade", "other@base").out()).contains("Took back: 100", "The database is at 2  more");
    }

    @Test
    void branches_and_history_show_where_they_part_and_join() {
        fork();
        assertThat(ok("branches").out()).isEqualTo("""
                2        more   (branch point)
                  -> 31  left   (branch left)
                  -> 32  right  (branch right)
                """);
        ok("merge", "-m", "together", "--rev-id", "50");
        assertThat(new Shell(folder).run("history", "--graph").out()).isEqualTo("""
                ● 50    together        (head) (merge point)
                ├─╮
                │ ● 41  further left
                ● │ 32  right           (branch right)
                │ ● 31  left            (branch left)
                ├─╯
                ● 2     more
                ● 1     users
                """);
    }

    @Test
    void merge_says_what_it_proved() {
        fork();
        Ran merged = ok("merge", "--rev-id", "50");
        assertThat(merged.out())
                .contains("Joins 32  right", "Joins 41  further left", "the same schema and the same rows");
        assertThat(ok("upgrade").out()).contains("The database is at 50  merge 32 and 41");
    }

    @Test
    void G118_G134_a_part_of_the_history() {
        fork();
        ok("upgrade", "31");
        assertThat(ok("history", "-r", "2:left").out()).isEqualTo("""
                31  left  applied  (current) (branch left)
                2   more  applied
                """);
        assertThat(ok("history", "-r", "-1:left").out()).hasLineCount(2);
        assertThat(ok("history", "-r-1:left").out()).hasLineCount(2);
        assertThat(ok("history", "-r", "current:").out()).startsWith("41").hasLineCount(2);
        assertThat(usage("history", "-r", "2")).contains("\"2\" is no range of the history");
        Shell offline = new Shell(folder);
        assertThat(offline.run("history", "-r", ":current").err()).contains("No database is named");
    }

    @Test
    void G119_indicating_the_current_revision_needs_a_database() {
        ok("upgrade");
        assertThat(ok("history", "-i").out()).contains("2  more   applied  (head) (current)");
        Ran offline = new Shell(folder).run("history", "-i");
        assertThat(offline.code()).isEqualTo(2);
        assertThat(offline.err()).contains("No database is named");
    }

    @Test
    void G120_current_can_demand_all_heads() {
        fork();
        ok("upgrade", "left@head");
        assertThat(shell.run("current", "--check-heads").code()).isEqualTo(1);
        ok("upgrade", "heads");
        assertThat(shell.run("current", "--check-heads").code()).isZero();
        assertThat(ok("downgrade", "right@-1").out()).contains("Took back: 32  right");
        assertThat(shell.run("current", "--check-heads").code()).isEqualTo(1);
    }

    @Test
    void G121_edit_opens_both_scripts() throws IOException {
        Path list = folder.resolve("edited.txt");
        Shell editing = shell.with("EDITOR", "sh -c 'printf \"%s\\n\" \"$@\" > " + list + "' editor");
        assertThat(editing.run("edit", "more").code()).isZero();
        assertThat(Files.readString(list)).contains("V2__more.sql\n", "U2__more.sql\n");
        assertThat(editing.run("edit", "current").err()).contains("there is no current revision");
        ok("upgrade", "1");
        assertThat(editing.run("edit", "current").code()).isZero();
        assertThat(Files.readString(list)).contains("V1__users.sql");
        assertThat(usage("edit", "base")).contains("is the base, before every revision");
        assertThat(new Shell(folder).run("edit", "more").err()).contains("No editor is named. Set EDITOR");
        assertThat(new Shell(folder).with("VISUAL", "false").run("edit").err())
                .contains("The editor false ended with exit code 1");
        assertThat(new Shell(folder).run("edit", "--editor", "/no/such").err()).contains("cannot be run");
    }

    @Test
    void G100_G105_G106_stamp_several_and_purge() throws IOException {
        fork();
        assertThat(ok("stamp", "31", "32").out()).contains("The database is at 31", "The database is at 32");
        assertThat(ok("stamp", "left@base").out())
                .contains("Recorded as not applied: 31")
                .doesNotContain("applied: 2");
        Files.delete(folder.resolve("db/migration/V32__right.sql"));
        Files.delete(folder.resolve("db/undo/U32__right.sql"));
        assertThat(refused("upgrade")).contains("revision 32 is listed and has no script", "evolua rehash");
        ok("rehash");
        assertThat(refused("upgrade")).contains("V32__right.sql");
        assertThat(ok("stamp", "--purge", "2").out()).contains("The database is at 2  more");
        assertThat(ok("upgrade").out()).contains("Applied: 31");
    }

    private Ran ok(String... args) {
        Ran ran = shell.run(args);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    private String refused(String... args) {
        Ran ran = shell.run(args);
        assertThat(ran.code()).as(ran.out()).isEqualTo(3);
        return ran.err();
    }

    private String usage(String... args) {
        Ran ran = shell.run(args);
        assertThat(ran.code()).as(ran.out()).isEqualTo(2);
        return ran.err();
    }
}
