package io.evolua.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The same model, of tables with 15 columns, a foreign key and three indexes each, as entities and for SQLAlchemy. The
 * foreign keys are a tree and no chain: SQLAlchemy reflects along them, and runs out of stack after some 200 tables.
 */
final class Model {

    private static final String ENTITY = """
            package model;

            import jakarta.persistence.*;

            @Entity
            @Table(name = "t%1$04d", indexes = {
                @Index(columnList = "parent_id"),
                @Index(columnList = "name"),
                @Index(columnList = "state, born desc")})
            public class T%1$04d {
                @Id @GeneratedValue(strategy = GenerationType.IDENTITY) long id;
                @ManyToOne @JoinColumn(name = "parent_id") T%2$04d parent;
                @Column(nullable = false, length = 100) String name;
                @Column(nullable = false, unique = true, length = 50) String code;
                @Column(columnDefinition = "text") String remark;
                @Column(length = 20) String state;
                int amount;
                long total;
                boolean active;
                double weight;
                @Column(precision = 12, scale = 2) java.math.BigDecimal price;
                java.time.LocalDate born;
                @Column(nullable = false) java.time.OffsetDateTime seen;
                java.util.UUID token;
                Integer rank;
            }
            """;

    private static final String SQLALCHEMY = """
            import sqlalchemy as sa
            metadata = sa.MetaData()
            for i in range(%d):
                n = "t%%04d" %% i
                sa.Table(n, metadata,
                    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
                    sa.Column("parent_id", sa.BigInteger, sa.ForeignKey("t%%04d.id" %% (i // 2)), index=True),
                    sa.Column("name", sa.String(120 if i == %d else 100), nullable=False, index=True),
                    sa.Column("code", sa.String(50), nullable=False, unique=True),
                    sa.Column("remark", sa.Text),
                    sa.Column("state", sa.String(20)),
                    sa.Column("amount", sa.Integer, nullable=False),
                    sa.Column("total", sa.BigInteger, nullable=False),
                    sa.Column("active", sa.Boolean, nullable=False),
                    sa.Column("weight", sa.Double, nullable=False),
                    sa.Column("price", sa.Numeric(12, 2)),
                    sa.Column("born", sa.Date),
                    sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
                    sa.Column("token", sa.Uuid),
                    sa.Column("rank", sa.Integer),
                    sa.Index(n + "_state_born_idx", "state", sa.text("born DESC")))
            """;

    private static final String UNIT = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="model">
            %s    <exclude-unlisted-classes>true</exclude-unlisted-classes>
              </persistence-unit>
            </persistence>
            """;

    private Model() {}

    /**
     * Writes and compiles the entities.
     *
     * @param changed whether one column of one table is longer
     * @param api a jar with Jakarta Persistence
     * @return the folder of classes
     */
    static Path entities(Path folder, int tables, boolean changed, Path api) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/model"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> files = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            Path file = sources.resolve("T%04d.java".formatted(i));
            String entity = ENTITY.formatted(i, i / 2);
            boolean other = changed && i == tables / 2;
            files.add(Files.writeString(file, other ? entity.replace("length = 100", "length = 120") : entity));
            names.append("    <class>model.T%04d</class>%n".formatted(i));
        }
        Path unit = Files.createDirectories(classes.resolve("META-INF")).resolve("persistence.xml");
        Files.writeString(unit, UNIT.formatted(names));
        compile(files, classes, api);
        return classes;
    }

    private static void compile(List<Path> files, Path classes, Path api) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(
                ToolProvider.getSystemJavaCompiler(), "a JDK is needed: this Java has no compiler");
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-cp", api.toString(), "-d", classes.toString());
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    static String sqlAlchemy(int tables, boolean changed) {
        return SQLALCHEMY.formatted(tables, changed ? tables / 2 : -1);
    }
}
