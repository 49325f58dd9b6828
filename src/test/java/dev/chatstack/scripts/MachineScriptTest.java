package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script; what would change this computer is a stub. */
@DisplayName("The start-up script of a Docker host at Google")
class MachineScriptTest {
    private static final String SCRIPT = "src/main/resources/docker/machine.sh";

    @TempDir
    Path folder;

    private StubMachine machine;
    private Path script;

    @BeforeEach
    void aNewMachine() throws IOException {
        machine = StubMachine.in(folder);
        for (String program :
                List.of("mkfs.ext4", "mount", "resize2fs", "systemctl", "apt-get", "useradd", "usermod", "chown")) {
            machine.with(program);
        }
        machine.with("blkid", "exit 2").with("mountpoint", "exit 1").with("id", "exit 1");
        machine.with("blockdev", "echo 10737418240")
                .with("dd", "head -c 4194304 /dev/zero")
                .with("sleep");
        machine.with("curl", "echo ssh-ed25519 AAAA");
        machine.write(folder.resolve("etc/fstab"), "LABEL=root / ext4 defaults 0 1\n");
        Files.createDirectories(folder.resolve("etc/ssh/sshd_config.d"));
        script = machine.copyOf(
                SCRIPT,
                "/etc/fstab",
                "/etc/fstab",
                "/home/chatstack",
                "/home/chatstack",
                "/etc/chatstack",
                "/etc/chatstack",
                "/etc/ssh",
                "/etc/ssh",
                "/var/lib",
                "/var/lib",
                "/var/backups",
                "/var/backups");
    }

    @Test
    void makesTheDisksDockerAndTheUser() throws IOException {
        run().succeeds();

        assertThat(machine.calls("mkfs.ext4"))
                .containsExactly("-q /dev/disk/by-id/google-data", "-q /dev/disk/by-id/google-backups");
        assertThat(folder.resolve("etc/fstab"))
                .content()
                .contains(
                        "/dev/disk/by-id/google-data " + folder.toRealPath() + "/var/lib/docker ext4 ",
                        "docker.service");
        assertThat(machine.calls("apt-get")).last().asString().contains("docker.io docker-cli");
        assertThat(machine.calls("usermod")).containsExactly("--append --groups docker chatstack");
        assertThat(folder.resolve("home/chatstack/.ssh/authorized_keys")).hasContent("ssh-ed25519 AAAA");
        assertThat(machine.calls("systemctl")).last().isEqualTo("start docker");
    }

    @Test
    void makesNothingTwice() throws IOException {
        run().succeeds();
        List<String> made = Files.readAllLines(folder.resolve("etc/fstab"));
        Files.delete(folder.resolve("calls"));
        machine.with("blkid").with("mountpoint").with("id").with("dockerd").with("docker");

        run().succeeds();

        assertThat(Files.readAllLines(folder.resolve("etc/fstab"))).isEqualTo(made);
        for (String program : List.of("mkfs.ext4", "mount", "apt-get", "useradd")) {
            assertThat(machine.calls(program)).as(program).isEmpty();
        }
        assertThat(machine.calls("systemctl")).containsExactly("start docker");
        assertThat(machine.calls("resize2fs")).hasSize(2);
    }

    @Test
    void touchesNoDiskThatItCannotRead() {
        machine.with("blkid", "exit 8");

        Program script = run();

        assertThat(script.exitCode()).isEqualTo(1);
        assertThat(script.output()).contains("/dev/disk/by-id/google-data cannot be read");
        assertThat(machine.calls("mkfs.ext4")).isEmpty();
        assertThat(machine.calls("systemctl")).isEmpty();
    }

    /** blkid says the same of a disk that is blank and of one that it cannot open. */
    @Test
    void formatsNoDiskThatIsNotThereYet() {
        machine.with("blockdev", "exit 1");

        assertThat(refusal()).contains("/dev/disk/by-id/google-data is not there");
    }

    @Test
    void formatsNoDiskThatWasMountedBefore() throws IOException {
        machine.write(folder.resolve("etc/fstab"), "x " + folder.toRealPath() + "/var/lib/docker ext4 discard 0 2\n");

        assertThat(refusal()).contains("has no file system now: it is not formatted");
    }

    @Test
    void formatsNoDiskThatIsNotBlank() {
        machine.with("dd", "head -c 4194200 /dev/zero; head -c 104 /dev/urandom | tr '\\0' x");

        assertThat(refusal()).contains("is not blank: it is not formatted");
    }

    @Test
    void formatsNoDiskWhoseBeginningItCouldNotRead() {
        machine.with("dd", "head -c 4096 /dev/zero; exit 1");

        assertThat(refusal()).contains("is not blank: it is not formatted");
    }

    private String refusal() {
        Program refused = run();
        assertThat(machine.calls("mkfs.ext4")).as(refused.output()).isEmpty();
        assertThat(refused.exitCode()).isEqualTo(1);
        return refused.output();
    }

    private Program run() {
        return machine.run(folder, List.of(), "bash", script.toString());
    }
}
