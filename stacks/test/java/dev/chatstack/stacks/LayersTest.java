package dev.chatstack.stacks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Imports point one way: stacks, workload, platform, kubernetes, cloud, config. */
class LayersTest {
    private static final ImportOption NO_TESTS =
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("dev.chatstack");

    @Test
    void importsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("stacks")
                .definedBy("dev.chatstack.stacks..")
                .layer("workload")
                .definedBy("dev.chatstack.workload..")
                .layer("platform")
                .definedBy("dev.chatstack.platform..")
                .layer("docker")
                .definedBy("dev.chatstack.docker..")
                .layer("kubernetes")
                .definedBy("dev.chatstack.kubernetes..")
                .layer("a cloud")
                .definedBy("dev.chatstack.cloud.*..")
                .layer("cloud")
                .definedBy("dev.chatstack.cloud")
                .layer("config")
                .definedBy("dev.chatstack.config..")
                .layer("change")
                .definedBy("dev.chatstack.change..")
                .layer("doctor")
                .definedBy("dev.chatstack.doctor..")
                .layer("diagram")
                .definedBy("dev.chatstack.diagram..")
                .layer("cost")
                .definedBy("dev.chatstack.cost..")
                .layer("capacity")
                .definedBy("dev.chatstack.capacity..")
                .layer("blueprint")
                .definedBy("dev.chatstack.blueprint..")
                .whereLayer("stacks")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("a cloud")
                .mayOnlyBeAccessedByLayers("stacks")
                .whereLayer("workload")
                .mayOnlyBeAccessedByLayers("stacks")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("stacks", "workload")
                .whereLayer("docker")
                .mayOnlyBeAccessedByLayers("stacks", "workload", "platform")
                .whereLayer("kubernetes")
                .mayOnlyBeAccessedByLayers("stacks", "workload", "platform", "docker")
                .whereLayer("cloud")
                .mayOnlyBeAccessedByLayers("stacks", "workload", "platform", "kubernetes", "a cloud")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("stacks")
                .whereLayer("doctor")
                .mayOnlyBeAccessedByLayers("stacks")
                .whereLayer("diagram")
                .mayOnlyBeAccessedByLayers("stacks")
                .whereLayer("cost")
                .mayOnlyBeAccessedByLayers("stacks")
                .whereLayer("capacity")
                .mayOnlyBeAccessedByLayers("stacks", "cost", "diagram")
                .whereLayer("blueprint")
                .mayOnlyBeAccessedByLayers("stacks", "capacity", "change", "cost", "diagram")
                .check(HOUSE);
    }

    @Test
    void whatReadsTheStacksKnowsNothingOfHowTheyAreMade() {
        noClasses()
                .that(resideInAnyPackage(
                        "dev.chatstack.blueprint..",
                        "dev.chatstack.capacity..",
                        "dev.chatstack.cost..",
                        "dev.chatstack.diagram..",
                        "dev.chatstack.doctor..",
                        "dev.chatstack.change.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.hashicorp..",
                        "software.constructs..",
                        "software.amazon..",
                        "dev.chatstack.kubernetes..",
                        "dev.chatstack.cloud..",
                        "dev.chatstack.platform..",
                        "dev.chatstack.workload.."))
                .check(HOUSE);
    }

    @Test
    void theStacksDoNotKnowTheCommandLine() {
        noClasses()
                .that(resideInAPackage("dev.chatstack.stacks.environment.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.chatstack.stacks", "picocli.."))
                .check(HOUSE);
    }

    @Test
    void cloudsDoNotKnowEachOther() {
        slices().matching("dev.chatstack.cloud.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
    }

    @Test
    void configAndTheCloudPortsArePureJava() {
        noClasses()
                .that(resideInAnyPackage("dev.chatstack.config..", "dev.chatstack.cloud"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.hashicorp..", "software.constructs..", "software.amazon.."))
                .check(HOUSE);
    }

    @Test
    void settingsKnowNeitherTheirLoaderNorTheRules() {
        noClasses()
                .that(resideInAPackage("dev.chatstack.config"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.chatstack.config.loader..", "dev.chatstack.config.rules.."))
                .check(HOUSE);
        noClasses()
                .that(resideInAPackage("dev.chatstack.config.rules.."))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.chatstack.config.loader.."))
                .check(HOUSE);
    }

    @Test
    void onlyTheBuildingBlocksSpellOutPodFields() {
        noClasses()
                .that(not(resideInAPackage("dev.chatstack.kubernetes..")))
                .should()
                .dependOnClassesThat(resideInAPackage("com.hashicorp.cdktf.providers.kubernetes.pod.."))
                .check(HOUSE);
    }
}
