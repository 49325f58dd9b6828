package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Vagrantfile")
class VagrantfileTest {
    private static final List<String> PROVIDERS =
            List.of("virtualbox", "vmware_desktop", "parallels", "libvirt", "hyperv", "docker");

    @TempDir
    private Path vagrant;

    @BeforeEach
    void makeWellKnownKey() throws Exception {
        Files.writeString(
                Files.createDirectory(vagrant.resolve("keys")).resolve("vagrant.pub"), "ssh-rsa well-known\n");
    }

    @Test
    void describesTheMachineForEveryProvider() {
        List<String> settings = settings();

        assertThat(settings).contains("config.vm.define mgmt");
        PROVIDERS.forEach(provider -> {
            assertThat(settings).contains("config.vm.provider " + provider);
            assertThat(settings)
                    .filteredOn(line -> line.startsWith("config.vm.provider." + provider))
                    .anyMatch(line -> line.matches(".*\\b2\\b.*"))
                    .anyMatch(line -> line.contains("4096"));
        });
        assertThat(settings)
                .contains(
                        "config.vm.box = bento/debian-13",
                        "config.vm.provider.libvirt.vm.box = cloud-image/debian-13",
                        "config.vm.provider.hyperv.vm.box = generic/debian12",
                        "config.vm.provider.docker.build_dir = tools/vagrant");
    }

    @Test
    void takesItsSizeFromTheEnvironment() {
        List<String> settings = settings("CHATSTACK_VM_CPUS=7", "CHATSTACK_VM_MEMORY=12345");

        PROVIDERS.forEach(provider -> assertThat(settings)
                .filteredOn(line -> line.startsWith("config.vm.provider." + provider))
                .anyMatch(line -> line.matches(".*\\b7\\b.*"))
                .anyMatch(line -> line.contains("12345")));
    }

    @Test
    void installsTheToolsThroughTheProxyAndPassesNoCredentialsOn() {
        List<String> settings = settings(
                "CHATSTACK_VM_OPTIONS=--tofu",
                "https_proxy=http://proxy.example:3128",
                "AWS_SECRET_ACCESS_KEY=do-not-tell");

        assertThat(settings)
                .filteredOn(line -> line.startsWith("config.vm.provision tools"))
                .singleElement()
                .asString()
                .contains("/vagrant/bootstrap-mgmt.sh --tofu", "http://proxy.example:3128");
        assertThat(settings).noneMatch(line -> line.contains("do-not-tell"));
    }

    private List<String> settings(String... variables) {
        Stream<String> command = Stream.of(
                "ruby",
                "-r",
                Path.of("test/resources/scripts/vagrant.rb").toAbsolutePath().toString(),
                "Vagrantfile");
        Stream<String> line = Stream.of(Stream.of("env", "SOURCE_ROOT=" + vagrant), Stream.of(variables), command)
                .flatMap(part -> part);
        return Program.run(Path.of(".."), line.toArray(String[]::new))
                .succeeds()
                .output()
                .lines()
                .toList();
    }
}
