package io.evolua.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The reference: a minimal environment for an Alembic that is installed on this machine.
 *
 * @param executable the program {@code alembic}
 * @param folder its {@code alembic.ini}
 */
record Alembic(String executable, Path folder) {

    private static final String ENV = """
            from alembic import context
            from sqlalchemy import create_engine
            engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
            with engine.connect() as connection:
                context.configure(connection=connection)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    private static final String MODEL_ENV = """
            import os, sys
            sys.path.insert(0, os.getcwd())
            from alembic import context
            from sqlalchemy import create_engine
            from model import metadata
            engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
            with engine.connect() as connection:
                context.configure(connection=connection, target_metadata=metadata)
                with context.begin_transaction():
                    context.run_migrations()
            """;

    private static final String TEMPLATE = """
            revision = ${repr(up_revision)}
            down_revision = ${repr(down_revision)}
            from alembic import op
            import sqlalchemy as sa
            def upgrade():
                ${upgrades if upgrades else "pass"}
            def downgrade():
                ${downgrades if downgrades else "pass"}
            """;

    private static final String REVISION = """
            revision = "%s"
            down_revision = %s
            branch_labels = None
            depends_on = None
            from alembic import op
            import sqlalchemy as sa
            def upgrade():
                op.create_table("a%d", sa.Column("id", sa.BigInteger(), primary_key=True))
            def downgrade():
                op.drop_table("a%d")
            """;

    /** Writes as many revisions and applies them. */
    static Alembic prepare(String executable, Path folder, String url, int revisions)
            throws IOException, InterruptedException {
        Alembic alembic = withRevisions(executable, folder, url, revisions);
        alembic.contestant("upgrade", "head").run();
        return alembic;
    }

    /** Writes as many revisions, each of which makes a table. */
    static Alembic withRevisions(String executable, Path folder, String url, int revisions) throws IOException {
        Path versions = environment(folder, url, ENV);
        for (int i = 0; i < revisions; i++) {
            String parent = i == 0 ? "None" : "\"" + id(i - 1) + "\"";
            Files.writeString(versions.resolve(id(i) + "_create.py"), REVISION.formatted(id(i), parent, i, i));
        }
        return new Alembic(executable, folder);
    }

    /** An environment without revisions, for a model: the text of a module with {@code metadata}. */
    static Alembic withModel(String executable, Path folder, String url, String model) throws IOException {
        environment(folder, url, MODEL_ENV);
        Files.writeString(folder.resolve("model.py"), model);
        Files.writeString(folder.resolve("alembic/script.py.mako"), TEMPLATE);
        return new Alembic(executable, folder);
    }

    /** Returns the folder for revisions. */
    private static Path environment(Path folder, String url, String env) throws IOException {
        Path versions = Files.createDirectories(folder.resolve("alembic/versions"));
        Files.writeString(
                folder.resolve("alembic.ini"),
                "[alembic]\nscript_location = alembic\nsqlalchemy.url = "
                        + url.replace("postgresql://", "postgresql+psycopg2://") + "\n");
        Files.writeString(folder.resolve("alembic/env.py"), env);
        return versions;
    }

    /** The same with another one's revisions. */
    Alembic sharing(Alembic other) throws UncheckedIOException {
        try {
            Path own = folder.resolve("alembic/versions");
            if (!Files.isSymbolicLink(own)) {
                Folders.delete(own);
                Files.createSymbolicLink(own, other.folder.resolve("alembic/versions"));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without its revisions. */
    void forget() throws IOException {
        Path versions = folder.resolve("alembic/versions");
        Folders.delete(versions);
        Files.createDirectories(versions);
    }

    Contestant contestant(String... args) {
        List<String> command = new ArrayList<>(List.of(executable));
        command.addAll(List.of(args));
        return new Contestant("alembic", command, folder, Map.of());
    }

    private static String id(int number) {
        return "rev" + (10_000 + number);
    }
}
