package dev.chatstack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Terraform with a mirror of two made-up providers: only their content is looked at. */
@DisplayName("The lock of the providers")
class ProviderLockTest {
    @TempDir
    Path folder;

    private ProviderLock lock;

    @BeforeEach
    void hasAMirror() throws IOException {
        assumeTrue(
                Program.run(folder, "sh", "-c", "command -v terraform").exitCode() == 0,
                "not run: terraform is not installed; ./bootstrap-mgmt.sh --only terraform");
        Files.createDirectories(folder.resolve("config"));
        lock = ProviderLock.in(folder.resolve("config"));
        provider("one", "made by its makers");
        provider("two", "made by its makers");
    }

    private void provider(String name, String content) throws IOException {
        Path there = folder.resolve("mirror/registry.terraform.io/example/" + name + "/1.0.0/linux_amd64");
        Files.createDirectories(there);
        Files.writeString(there.resolve("terraform-provider-" + name + "_v1.0.0"), content);
    }

    private Path stack(String provider) throws IOException {
        Path stack = Files.createDirectories(folder.resolve("stacks/" + provider));
        Files.writeString(stack.resolve("cdk.tf.json"), """
            {"terraform": {"required_providers": {"%1$s": {"source": "example/%1$s", "version": "1.0.0"}}}}\
            """.formatted(provider));
        return stack;
    }

    /** As on another machine, where Terraform has not been yet. */
    private Path another(String provider) throws IOException {
        Path stack = stack(provider);
        Program.run(stack, "rm", "-r", ".terraform", ".terraform.lock.hcl");
        return stack;
    }

    private void write(List<Path> stacks) {
        lock.write(
                stacks,
                Map.of(),
                List.of("-fs-mirror=" + folder.resolve("mirror"), "-platform=linux_amd64", "-no-color"));
    }

    private String init(Path stack) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("settings.tfrc"),
                "provider_installation {\n  filesystem_mirror { path = \"" + folder.resolve("mirror") + "\" }\n}\n");
        Program result = Program.run(
                stack, "sh", "-c", "TF_CLI_CONFIG_FILE=" + settings + " terraform init -input=false -no-color 2>&1");
        return result.exitCode() + " " + result.output();
    }

    @Test
    void keepsAnotherContentOfAProviderOutOfEveryStack() throws IOException {
        List<Path> stacks = List.of(stack("one"), stack("two"));
        write(stacks);
        lock.giveTo(stacks);
        for (Path stack : stacks) {
            assertThat(init(stack)).startsWith("0 ");
        }

        provider("two", "another content");
        stacks = List.of(another("one"), another("two"));
        lock.giveTo(stacks);

        assertThat(init(stacks.get(0))).startsWith("0 ");
        assertThat(init(stacks.get(1))).startsWith("1 ").contains("checksum");
    }

    @Test
    void isWrittenAgainForAnotherVersion() throws IOException {
        List<Path> stacks = List.of(stack("one"), stack("two"));
        write(stacks);
        String before = Files.readString(lock.file());
        provider("two", "another content");
        Files.move(
                folder.resolve("mirror/registry.terraform.io/example/two/1.0.0"),
                folder.resolve("mirror/registry.terraform.io/example/two/1.0.1"));
        Path two = stacks.get(1).resolve("cdk.tf.json");
        Files.writeString(two, Files.readString(two).replace("1.0.0", "1.0.1"));

        write(stacks);

        assertThat(Files.readString(lock.file())).isNotEqualTo(before).contains("1.0.1", "1.0.0");
    }

    @Test
    void leavesStacksAloneUntilItIsWritten() throws IOException {
        lock.giveTo(List.of(stack("one")));

        assertThat(folder.resolve("stacks/one/.terraform.lock.hcl")).doesNotExist();
    }
}
