package dev.chatstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigFilesTest {
    @Test
    void givesTerraformNothingToEvaluate() {
        Synth synth = Synth.of(stack -> files(stack, "scripts", Map.of("run.sh", "echo ${HOME}")));

        assertThat(synth.named("kubernetes_config_map_v1", "scripts")
                        .path("data")
                        .path("run.sh")
                        .asText())
                .isEqualTo("echo $${HOME}");
    }

    @Test
    void hasAnotherChecksumWhenAFileOrItsNameChanges() {
        List<String> checksums = new ArrayList<>();
        Synth.of(stack -> {
            checksums.add(files(stack, "one", Map.of("run.sh", "echo")).checksum());
            checksums.add(files(stack, "two", Map.of("run.sh", "echo 2")).checksum());
            checksums.add(files(stack, "three", Map.of("start.sh", "echo")).checksum());
        });

        assertThat(checksums).doesNotHaveDuplicates();
    }

    @Test
    void hasTheSameChecksumUnderAnotherName() {
        Synth.of(stack -> assertThat(
                        files(stack, "one", Map.of("a", "1", "b", "2")).checksum())
                .isEqualTo(files(stack, "two", Map.of("b", "2", "a", "1")).checksum()));
    }

    @Test
    void refusesAFileThatTheLibraryDoesNotHave() {
        assertThatThrownBy(() -> ConfigFiles.resource("/backup/none.sh"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no resource /backup/none.sh");
    }

    private static ConfigFiles files(TerraformStack stack, String name, Map<String, String> files) {
        return new ConfigFiles(
                stack, new Namespace(stack, "in-" + name, new FakeCluster(), Namespace.Mesh.OUTSIDE, 12), name, files);
    }
}
