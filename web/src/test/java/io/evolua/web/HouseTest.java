package io.evolua.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;

/** The arrows of the house: web → persistence → domain, and the engine is another house. */
@AnalyzeClasses(packages = "io.evolua", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule the_domain_knows_nobody = classes()
            .that()
            .resideInAPackage("io.evolua.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.evolua.domain..", "java..", "jakarta.persistence..", "jakarta.validation..", "org.jspecify..");

    @ArchTest
    static final ArchRule persistence_does_not_know_who_uses_it = noClasses()
            .that()
            .resideInAPackage("io.evolua.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.evolua.web..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule the_application_does_not_reach_into_the_engine = noClasses()
            .that()
            .resideInAnyPackage("io.evolua.domain..", "io.evolua.persistence..", "io.evolua.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.evolua.engine..", "io.evolua.cli..", "org.flywaydb..");

    @ArchTest
    static final ArchRule resources_hold_no_persistence_code = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.evolua.persistence..", "jakarta.persistence..", "jakarta.transaction..");

    @ArchTest
    static final ArchRule features_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.evolua.web.user..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.evolua.web.hero..");

    @ArchTest
    static final ArchRule packages_have_no_circles = slices().matching("io.evolua.(web|persistence|domain).(*)..")
            .should()
            .beFreeOfCycles();
}
