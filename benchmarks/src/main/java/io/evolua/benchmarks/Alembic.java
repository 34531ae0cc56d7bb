package io.evolua.benchmarks;

import java.io.IOException;
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
        Path versions = Files.createDirectories(folder.resolve("alembic/versions"));
        Files.writeString(
                folder.resolve("alembic.ini"),
                "[alembic]\nscript_location = alembic\nsqlalchemy.url = "
                        + url.replace("postgresql://", "postgresql+psycopg2://") + "\n");
        Files.writeString(folder.resolve("alembic/env.py"), ENV);
        for (int i = 0; i < revisions; i++) {
            String parent = i == 0 ? "None" : "\"" + id(i - 1) + "\"";
            Files.writeString(versions.resolve(id(i) + "_create.py"), REVISION.formatted(id(i), parent, i, i));
        }
        Alembic alembic = new Alembic(executable, folder);
        alembic.contestant("upgrade", "head").run();
        return alembic;
    }

    Contestant contestant(String... args) {
        List<String> command = new ArrayList<>(List.of(executable));
        command.addAll(List.of(args));
        return new Contestant("alembic", command, folder, Map.of());
    }

    private static String id(int number) {
        return "rev" + (1000 + number);
    }
}
