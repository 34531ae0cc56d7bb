package io.evolua.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the engine, from the ground up, and the arrows between them. */
@AnalyzeClasses(packages = "io.evolua.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrows_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.evolua.engine..")
            .withOptionalLayers(true)
            .layer("errors")
            .definedBy("io.evolua.engine")
            .layer("schema")
            .definedBy("io.evolua.engine.schema..")
            .layer("selection")
            .definedBy("io.evolua.engine.selection..")
            .layer("change")
            .definedBy("io.evolua.engine.change..")
            .layer("spi")
            .definedBy("io.evolua.engine.spi..")
            .layer("sql")
            .definedBy("io.evolua.engine.sql..")
            .layer("database")
            .definedBy("io.evolua.engine.database..")
            .layer("catalog")
            .definedBy("io.evolua.engine.catalog..")
            .layer("model")
            .definedBy("io.evolua.engine.model..")
            .layer("revision")
            .definedBy("io.evolua.engine.revision..")
            .layer("history")
            .definedBy("io.evolua.engine.history..")
            .layer("flyway")
            .definedBy("io.evolua.engine.flyway..")
            .layer("safety")
            .definedBy("io.evolua.engine.safety..")
            .layer("command")
            .definedBy("io.evolua.engine.command..")
            .whereLayer("schema")
            .mayOnlyAccessLayers("errors")
            .whereLayer("selection")
            .mayOnlyAccessLayers("errors", "schema")
            .whereLayer("change")
            .mayOnlyAccessLayers("errors", "schema", "selection")
            .whereLayer("spi")
            .mayOnlyAccessLayers("schema", "change")
            .whereLayer("sql")
            .mayOnlyAccessLayers("errors", "schema", "change")
            .whereLayer("database")
            .mayOnlyAccessLayers("errors")
            .whereLayer("catalog")
            .mayOnlyAccessLayers("errors", "schema", "database")
            .whereLayer("model")
            .mayOnlyAccessLayers("errors", "schema", "catalog", "database", "history", "revision")
            .whereLayer("revision")
            .mayOnlyAccessLayers("errors")
            .whereLayer("history")
            .mayOnlyAccessLayers("errors", "revision", "database")
            .whereLayer("flyway")
            .mayOnlyAccessLayers("errors")
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule the_vocabulary_and_the_changes_are_pure = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.evolua.engine.schema..",
                    "io.evolua.engine.selection..",
                    "io.evolua.engine.spi..",
                    "io.evolua.engine.change..",
                    "io.evolua.engine.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.io..", "java.nio.file..", "jakarta..", "org.postgresql..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule revisions_know_no_database = noClasses()
            .that()
            .resideInAPackage("io.evolua.engine.revision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "jakarta..");

    @ArchTest
    static final ArchRule the_graph_knows_no_files = noClasses()
            .that()
            .haveSimpleName("RevisionGraph")
            .or()
            .haveSimpleName("Targets")
            .or()
            .haveSimpleName("RevisionNames")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..");

    @ArchTest
    static final ArchRule nothing_but_the_model_knows_persistence_units = noClasses()
            .that()
            .resideOutsideOfPackage("io.evolua.engine.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.eclipse.persistence..");

    @ArchTest
    static final ArchRule nothing_in_the_engine_prints_or_ends_the_program = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);
}
