package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher")
class LauncherTest {
    private static final String JAR = "target/chatstack-stacks/chatstack-stacks.jar";

    private StubMachine machine;
    private Path repository;
    private Path source;

    @BeforeEach
    void makeRepository(@TempDir Path folder) throws IOException {
        machine = StubMachine.in(folder);
        repository = machine.folder().resolve("repository");
        machine.copyOf("chatstack", "/usr/lib/jvm", "/jvm", "/opt/chatstack", "/opt");
        source = repository.resolve("src/main/java/Main.java");
        machine.write(source, "one");
        for (String file : List.of(
                "pom.xml",
                "bindings/pom.xml",
                "src/pom.xml",
                "stacks/pom.xml",
                "stacks/main/java/Main.java",
                "stacks/main/resources/stacks.yaml",
                "src/main/resources/versions.yaml")) {
            machine.write(repository.resolve(file), "one");
        }
    }

    @Test
    void namesEverythingThatIsMissingAndWhatInstallsIt() {
        Program program = chatstack("synth");

        assertThat(program.output()).isEqualTo("""
                        chatstack needs, and this machine lacks:
                          JDK 21 or newer
                          Node 22 or newer
                          npm
                          Maven
                        This installs it:  %s/bootstrap-mgmt.sh --build
                        """.formatted(repository));
        assertThat(program.exitCode()).isEqualTo(2);
    }

    @Test
    void namesWhatIsTooOld() {
        withJdk("11.0.2").with("node", "echo v18.20.4").with("npm").with("mvn");

        assertThat(chatstack("synth").output())
                .contains("JDK 21 or newer (found 11 in " + machine.folder() + "/jvm/java-11)")
                .contains("Node 22 or newer (found v18.20.4)")
                .doesNotContain("Maven", "npm");
    }

    @Test
    void buildsOnceAndThenOnlyRunsTheProgram() {
        withEverything();

        assertThat(chatstack("synth").succeeds().output())
                .contains("first build")
                .endsWith("the program\n");
        assertThat(chatstack("synth").succeeds().output()).isEqualTo("the program\n");
        assertThat(machine.calls("mvn")).singleElement().asString().startsWith("-B -ntp package");
    }

    @Test
    void buildsAgainWhenASourceHasChangedHasComeOrHasGone() throws IOException {
        withEverything();
        chatstack("synth").succeeds();

        Files.writeString(source, "two");
        assertThat(chatstack("synth").succeeds().output()).contains("the sources have changed");
        Files.writeString(source.resolveSibling("Another.java"), "one");
        assertThat(chatstack("synth").succeeds().output()).contains("the sources have changed");
        Files.delete(source);
        assertThat(chatstack("synth").succeeds().output()).contains("the sources have changed");
        assertThat(machine.calls("javac")).hasSize(3);
    }

    /** It has no class of what Maven built from older sources next to it. */
    @Test
    void compilesOnlyTheProgramWhenOnlyItsSourcesHaveChanged() throws IOException {
        withEverything();
        chatstack("synth").succeeds();

        Files.writeString(repository.resolve("src/main/resources/versions.yaml"), "two");
        chatstack("synth").succeeds();

        assertThat(machine.calls("mvn")).hasSize(1);
        assertThat(machine.calls("javac"))
                .singleElement()
                .asString()
                .contains("-cp target/chatstack-stacks/lib/library.jar @");
        assertThat(machine.calls("java").get(machine.calls("java").size() - 1))
                .contains(
                        "-cp target/chatstack-stacks/lib/library.jar:target/launcher/program.jar -XX:SharedArchiveFile=target/launcher/libraries.jsa");
        assertThat(repository.resolve("target/launcher/program.jar")).hasContent("two");
    }

    @Test
    void letsMavenBuildWhenAnythingElseHasChanged() {
        withEverything();
        chatstack("synth").succeeds();
        machine.write(source, "two");
        chatstack("synth").succeeds();

        machine.write(repository.resolve("bindings/google/resources.txt"), "one");
        chatstack("synth").succeeds();

        assertThat(machine.calls("mvn")).hasSize(2);
        assertThat(repository.resolve("target/launcher/program.jar")).doesNotExist();
    }

    @Test
    void showsWhyTheProgramDoesNotCompileAndTriesAgainNextTime() {
        withEverything();
        chatstack("synth").succeeds();
        machine.write(source, "two");
        machine.withProgramAt(
                machine.folder().resolve("jvm/java-21/bin/javac"), "echo 'Main.java:1: error: two'", "exit 1");

        for (int time = 0; time < 2; time++) {
            Program program = chatstack("synth");
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output())
                    .contains(repository + "/target/launcher/build.log", "Main.java:1: error: two")
                    .doesNotContain("the program");
        }
        withEverything();
        assertThat(chatstack("synth").succeeds().output()).endsWith("the program\n");
        assertThat(machine.calls("mvn")).hasSize(1);
    }

    @Test
    void doesNotBuildAgainForATestOrAnInstalledPackage() {
        withEverything();
        chatstack("synth").succeeds();

        machine.write(repository.resolve("src/test/java/MainTest.java"), "one");
        machine.write(repository.resolve("bindings/node_modules/cdktf/package.json"), "one");
        chatstack("synth").succeeds();

        assertThat(machine.calls("mvn")).hasSize(1);
    }

    @Test
    void passesArgumentsAndExitCodeThrough() {
        withEverything();
        chatstack("synth").succeeds();
        withJava("exit 7");

        assertThat(chatstack("diff", "-e", "two words").exitCode()).isEqualTo(7);
        assertThat(machine.calls("java").get(machine.calls("java").size() - 1))
                .contains(
                        JAR
                                + ":target/chatstack-stacks/lib/library.jar -XX:SharedArchiveFile=target/launcher/classes.jsa dev.chatstack.cli.Main diff -e two words");
    }

    @Test
    void printsNothingOfItsOwnToStandardOutput() {
        withEverything();

        assertThat(machine.run(repository, List.of(), "sh", "-c", "./chatstack synth 2>/dev/null")
                        .output())
                .isEqualTo("the program\n");
    }

    @Test
    void worksThroughALinkAndFromAnyFolder() throws IOException {
        withEverything();
        Path link = Files.createSymbolicLink(machine.folder().resolve("link"), repository.resolve("chatstack"));

        assertThat(machine.run(Path.of("/"), List.of(), link.toString())
                        .succeeds()
                        .output())
                .endsWith("the program\n");
    }

    @Test
    void handsOverTheFolderOfTheCaller() {
        withEverything();
        withJava("echo \"called in $CHATSTACK_CALLER, runs in $PWD\"");

        assertThat(machine.run(
                                Path.of("/tmp"),
                                List.of(),
                                repository.resolve("chatstack").toString(),
                                "list")
                        .succeeds()
                        .output())
                .endsWith("called in /tmp, runs in " + repository + "\n");
    }

    @Test
    void showsWhyABuildFailedAndTriesAgainNextTime() {
        withEverything().with("mvn", "echo '[INFO] noise'", "echo '[ERROR] Main.java:[1,1] no such class'", "exit 1");

        Program program = chatstack("synth");
        assertThat(program.exitCode()).isEqualTo(2);
        assertThat(program.output())
                .contains("chatstack: the build failed; all of its output is in " + repository
                        + "/target/launcher/build.log")
                .contains("[ERROR] Main.java:[1,1] no such class")
                .doesNotContain("noise");

        withEverything();
        assertThat(chatstack("synth").succeeds().output()).endsWith("the program\n");
    }

    @Test
    void buildsOnceForTwoThatStartTogether() {
        withEverything();
        machine.with("mvn", "sleep 0.5", MAKE_JARS);

        CompletableFuture<Program> other = CompletableFuture.supplyAsync(() -> chatstack("synth"));
        Program one = chatstack("synth");

        assertThat(one.succeeds().output() + other.join().succeeds().output())
                .contains("another chatstack has started");
        assertThat(machine.calls("mvn")).hasSize(1);
    }

    @Test
    void takesTheNodeOfTheBootstrapWhenTheOneOnThePathIsTooOld() {
        withEverything().with("node", "echo v18.20.4");
        machine.withProgramAt(machine.folder().resolve("opt/bin/node"), "echo v24.1.0");
        withJava("node --version");

        assertThat(chatstack("synth").succeeds().output()).endsWith("v24.1.0\n");
    }

    @Test
    void takesTheJdkOfTheBootstrapWhenTheMachineHasNoneThatIsNewEnough() {
        withEverything();
        withJdk("17.0.2");
        moveJdk("jvm/java-21", "opt/jdk");

        assertThat(chatstack("synth").succeeds().output()).endsWith("the program\n");
    }

    @Test
    void takesTheJdkOfThePersonBeforeThatOfTheMachine() {
        withEverything();
        withJdk("25.0.1");
        withJava("echo another").withProgramAt(machine.folder().resolve("jvm/java-25/bin/java"), "echo chosen");

        Program program = machine.run(
                repository, List.of("JAVA_HOME=" + machine.folder() + "/jvm/java-25"), "./chatstack", "synth");

        assertThat(program.succeeds().output()).endsWith("chosen\n");
    }

    @Test
    void needsNoNodeForWhatIsJavaAlone() throws IOException {
        withEverything();
        chatstack("synth").succeeds();
        Files.delete(machine.programs().resolve("node"));

        for (String command : List.of("help", "version", "check", "list")) {
            chatstack(command).succeeds();
        }
        assertThat(chatstack("synth").output()).contains("Node 22 or newer");
    }

    @Test
    void handsTestsToMaven() {
        withEverything().with("mvn", "exit 3");

        assertThat(chatstack("test", "-Dtest=LauncherTest").exitCode()).isEqualTo(3);
        assertThat(machine.calls("mvn")).containsExactly("-B -ntp -Pchecked verify -Dtest=LauncherTest");
    }

    @Test
    void handsProofsToTheirOwnScript() {
        withEverything().withProgramAt(machine.folder().resolve("repository/e2e/run"), "echo \"proofs: $*\"");

        assertThat(chatstack("e2e", "gcp-dev", "--", "-x").succeeds().output()).endsWith("proofs: gcp-dev -- -x\n");
    }

    /** What Maven remembers of them names the folder of the clone that compiled them. */
    @Test
    void clonesShareTheLibrariesOfTheProviders() {
        withEverything();
        String status = "target/cdktf/maven-status/compiler/compile/default/inputFiles.lst";
        machine.with(
                "mvn",
                "echo \"starts with $(cat target/cdktf/a.jar) $(cat " + status + ")\" 2>&1",
                "mkdir -p $(dirname " + status + ") && echo one >target/cdktf/a.jar && echo $PWD/target/cdktf/A.java >"
                        + status,
                MAKE_JARS);
        List<String> home = List.of("HOME=" + machine.folder());
        machine.run(repository, home, "./chatstack", "synth").succeeds();
        Path other = machine.folder().resolve("other");
        Program.run(machine.folder(), "cp", "-a", "repository", "other").succeeds();
        Program.run(other, "rm", "-rf", "target").succeeds();

        machine.run(other, home, "./chatstack", "synth").succeeds();
        assertThat(other.resolve("target/launcher/build.log"))
                .content()
                .contains("starts with one " + other + "/target/cdktf/A.java");

        machine.write(other.resolve("bindings/google/resources.txt"), "another");
        Program.run(other, "rm", "-rf", "target").succeeds();
        machine.run(other, home, "./chatstack", "synth").succeeds();
        assertThat(other.resolve("target/launcher/build.log")).content().doesNotContain("starts with one");
    }

    /** Nothing to build, and the folder of the caller is where the environments are. */
    @Test
    void runsAReleaseFromWhereverItIsCalled() {
        withEverything();
        withJava("echo \"runs in $PWD: $*; engine $JSII_RUNTIME\"");
        Path release = machine.folder().resolve("release");
        machine.write(release.resolve("version"), "1.2.3 abc");
        machine.write(release.resolve("chatstack.jar"), "");
        machine.write(release.resolve("lib/library.jar"), "");
        machine.write(release.resolve("engine/program.js"), "");
        copy(repository.resolve("chatstack"), release.resolve("chatstack"));
        Path place = machine.folder().resolve("place");
        machine.write(place.resolve("config/x.yaml"), "");

        Program program = machine.run(
                place,
                List.of("HOME=" + machine.folder()),
                release.resolve("chatstack").toString(),
                "list");

        assertThat(program.succeeds().output())
                .startsWith("runs in " + place + ": ")
                .contains(
                        "-cp " + release + "/chatstack.jar:" + release + "/lib/library.jar",
                        release + "/engine.cjs' '" + release + "/engine/software/amazon/jsii/lib/program.js")
                .contains("-XX:SharedArchiveFile=" + machine.folder() + "/.cache/chatstack/");
        assertThat(machine.calls("mvn")).isEmpty();
        assertThat(machine.calls("java").getFirst()).contains("-Xshare:dump");
        for (String command : List.of("test", "e2e", "release")) {
            Program refused =
                    machine.run(place, List.of(), release.resolve("chatstack").toString(), command);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.output())
                    .isEqualTo("chatstack: " + command + " needs the sources; this is a release, in " + release + "\n");
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String MAKE_JARS =
            "mkdir -p target/chatstack-stacks/lib && touch " + JAR + " target/chatstack-stacks/lib/library.jar";

    /** Holds what one resource says, so that a test sees of when it is. */
    private static final String MAKE_JAR =
            "[[ $1 != --create ]] || cat \"$6/versions.yaml\" >\"$4\" 2>/dev/null || true";

    private StubMachine withEverything() {
        return withJava("echo 'the program'")
                .with("node", "echo v24.1.0")
                .with("npm")
                .with("mvn", MAKE_JARS);
    }

    private StubMachine withJava(String script) {
        return withJdk("21.0.4").withProgramAt(machine.folder().resolve("jvm/java-21/bin/java"), script);
    }

    private StubMachine withJdk(String version) {
        Path home = machine.folder().resolve("jvm/java-" + version.split("\\.")[0]);
        Path release = home.resolve("release");
        if (!Files.exists(release)) {
            machine.write(release, "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        return machine.withProgramAt(home.resolve("bin/java"))
                .withProgramAt(home.resolve("bin/javac"))
                .withProgramAt(home.resolve("bin/jar"), MAKE_JAR);
    }

    private void moveJdk(String from, String to) {
        try {
            Path target = machine.folder().resolve(to);
            Files.createDirectories(target.getParent());
            Files.move(machine.folder().resolve(from), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Program chatstack(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "./chatstack";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return machine.run(repository, List.of(), command);
    }
}
