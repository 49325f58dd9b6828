package dev.chatstack.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Imports point one way; CONTRIBUTING.md shows which. */
class LayersTest {
    /** More classes than this in one room, and nobody finds anything in it. */
    private static final int ROOM = 21;

    private static final int MOST_PARAMETERS = 6;

    private static final ImportOption NO_TESTS =
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("dev.chatstack");

    @Test
    void importsOfTheLibraryPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("program")
                .definedBy(
                        "dev.chatstack.cli..",
                        "dev.chatstack.synthesis..",
                        "dev.chatstack.deploy..",
                        "dev.chatstack.live..",
                        "dev.chatstack.verify..",
                        "dev.chatstack.support..",
                        "dev.chatstack.upgrade..",
                        "dev.chatstack.movein..",
                        "dev.chatstack.host..",
                        "dev.chatstack.stacks..",
                        "dev.chatstack.clouds..")
                .layer("docker")
                .definedBy("dev.chatstack.docker..")
                .layer("workload")
                .definedBy("dev.chatstack.workload..")
                .layer("platform")
                .definedBy("dev.chatstack.platform..")
                .layer("mesh")
                .definedBy("dev.chatstack.mesh..")
                .layer("kubernetes")
                .definedBy("dev.chatstack.kubernetes..")
                .layer("a cloud")
                .definedBy("dev.chatstack.cloud.*..")
                .layer("cloud")
                .definedBy("dev.chatstack.cloud")
                .layer("config")
                .definedBy("dev.chatstack.config..")
                .whereLayer("program")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("a cloud")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("docker")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("workload")
                .mayOnlyBeAccessedByLayers("program", "docker")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("program", "docker", "workload", "mesh", "a cloud")
                .whereLayer("mesh")
                .mayOnlyBeAccessedByLayers("program", "workload", "platform")
                .whereLayer("kubernetes")
                .mayOnlyBeAccessedByLayers("program", "docker", "workload", "platform", "mesh", "a cloud")
                .whereLayer("cloud")
                .mayOnlyBeAccessedByLayers("program", "workload", "platform", "mesh", "kubernetes", "a cloud")
                .check(HOUSE);
    }

    @Test
    void importsOfTheProgramPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("dev.chatstack.cli..")
                .layer("deploy")
                .definedBy("dev.chatstack.deploy..")
                .layer("verify")
                .definedBy("dev.chatstack.verify..")
                .layer("live")
                .definedBy("dev.chatstack.live..")
                .layer("support")
                .definedBy("dev.chatstack.support..")
                .layer("host")
                .definedBy("dev.chatstack.host..")
                .layer("synthesis")
                .definedBy("dev.chatstack.synthesis..")
                .layer("stacks")
                .definedBy("dev.chatstack.stacks..")
                .layer("clouds")
                .definedBy("dev.chatstack.clouds..")
                .layer("movein")
                .definedBy("dev.chatstack.movein..")
                .layer("upgrade")
                .definedBy("dev.chatstack.upgrade..")
                .layer("change")
                .definedBy("dev.chatstack.change..")
                .layer("doctor")
                .definedBy("dev.chatstack.doctor..")
                .layer("load")
                .definedBy("dev.chatstack.load..")
                .layer("diagram")
                .definedBy("dev.chatstack.diagram..")
                .layer("cost")
                .definedBy("dev.chatstack.cost..")
                .layer("capacity")
                .definedBy("dev.chatstack.capacity..")
                .layer("blueprint")
                .definedBy("dev.chatstack.blueprint..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("deploy")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("support")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("live")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "verify", "support")
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "verify")
                .whereLayer("synthesis")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "live", "movein", "host", "support")
                .whereLayer("clouds")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "verify", "live", "host", "synthesis", "stacks")
                .whereLayer("movein")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("upgrade")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "movein")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("cli", "deploy")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("cli", "verify")
                .whereLayer("doctor")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "host", "clouds")
                .whereLayer("diagram")
                .mayOnlyBeAccessedByLayers("cli", "clouds")
                .whereLayer("cost")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "synthesis", "clouds")
                .whereLayer("capacity")
                .mayOnlyBeAccessedByLayers("cli", "deploy", "verify", "synthesis", "cost", "diagram", "clouds")
                .whereLayer("blueprint")
                .mayOnlyBeAccessedByLayers(
                        "cli",
                        "deploy",
                        "verify",
                        "live",
                        "host",
                        "synthesis",
                        "stacks",
                        "capacity",
                        "upgrade",
                        "change",
                        "cost",
                        "diagram",
                        "clouds")
                .check(HOUSE);
    }

    @Test
    void aRoomHoldsAboutTwentyClasses() {
        Map<String, Long> rooms = HOUSE.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(rooms).allSatisfy((room, classes) -> assertThat(classes).isLessThanOrEqualTo(ROOM));
    }

    /** Eight texts in a row say nothing to who reads the call. The binder fills records of the configuration by name; nobody else makes one. */
    @Test
    void noMethodHasMoreThanSixParameters() {
        assertThat(HOUSE.stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.chatstack.config"))
                        .flatMap(type -> Stream.concat(
                                type.getCodeUnits().stream()
                                        .filter(method -> !type.isEnum()
                                                && !method.getName().startsWith("lambda$")
                                                && method.getRawParameterTypes().size() > MOST_PARAMETERS)
                                        .map(JavaCodeUnit::getFullName),
                                type.getConstructorCallsFromSelf().stream()
                                        .filter(call -> call.getTargetOwner().isRecord()
                                                && call.getTarget()
                                                                .getRawParameterTypes()
                                                                .size()
                                                        > MOST_PARAMETERS)
                                        .map(JavaConstructorCall::getDescription))))
                .isEmpty();
    }

    /**
     * What such a room asks of a cloud is its own interface, which the cloud's room in {@code clouds} implements and the program
     * hands over: so it knows neither clouds nor providers, and a room of a cloud may know both.
     */
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
                        "dev.chatstack.clouds..",
                        "dev.chatstack.mesh..",
                        "dev.chatstack.docker..",
                        "dev.chatstack.platform..",
                        "dev.chatstack.workload.."))
                .check(HOUSE);
    }

    @Test
    void theStacksDoNotKnowTheCommandLine() {
        noClasses()
                .that(resideInAnyPackage("dev.chatstack.stacks..", "dev.chatstack.clouds.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.chatstack.cli..", "dev.chatstack.synthesis..", "picocli.."))
                .check(HOUSE);
    }

    /** {@code Clouds} alone names the clouds; the sample of a rehearsal is one of Google's. */
    @Test
    void aCloudsRoomIsReachedThroughTheRegistrationAlone() {
        noClasses()
                .that(not(resideInAPackage("dev.chatstack.clouds..")))
                .and()
                .doNotHaveFullyQualifiedName("dev.chatstack.synthesis.Forecast")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.chatstack.clouds.*.."))
                .check(HOUSE);
        noClasses()
                .that(not(resideInAPackage("dev.chatstack.cloud..")))
                .and(not(resideInAPackage("dev.chatstack.clouds..")))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.chatstack.cloud.*.."))
                .check(HOUSE);
    }

    @Test
    void cloudsDoNotKnowEachOther() {
        slices().matching("dev.chatstack.cloud.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
        slices().matching("dev.chatstack.clouds.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
        slices().matching("dev.chatstack.config.cloud.(*)..")
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
    void settingsAndRulesDoNotKnowTheirLoader() {
        noClasses()
                .that(resideInAPackage("dev.chatstack.config.."))
                .and(not(resideInAPackage("dev.chatstack.config.loader..")))
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

    @Test
    void nothingIsNullInAnyRoomUnlessItSaysSo() {
        assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct().toList())
                .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class))
                        .as(room.getName() + " has a package-info.java with @NullMarked")
                        .isTrue());
    }
}
