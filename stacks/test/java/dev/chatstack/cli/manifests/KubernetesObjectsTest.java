package dev.chatstack.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.cli.Environments;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the API server knows every field is for e2e/manifests to show; here is what Terraform writes otherwise. */
@DisplayName("./chatstack manifests")
class KubernetesObjectsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void speaksKubernetesAndNotTerraform() throws IOException {
        List<JsonNode> objects = objects(manifests(List.of("gcp-dev")));

        assertThat(objects).allSatisfy(object -> assertThat(object.fieldNames())
                .toIterable()
                .isSubsetOf(
                        "apiVersion",
                        "kind",
                        "metadata",
                        "spec",
                        "data",
                        "stringData",
                        "type",
                        "rules",
                        "roleRef",
                        "subjects",
                        "automountServiceAccountToken",
                        "provisioner",
                        "parameters",
                        "reclaimPolicy",
                        "volumeBindingMode",
                        "allowVolumeExpansion",
                        "mountOptions",
                        "driver",
                        "deletionPolicy"));
        JsonNode members = find(objects, "StatefulSet", "rocketchat-mongo").path("spec");
        assertThat(members.path("replicas").isNumber()).isTrue();
        assertThat(members.at("/updateStrategy/type").asText()).isEqualTo("RollingUpdate");
        assertThat(members.at("/volumeClaimTemplates/0/spec/resources/requests/storage")
                        .asText())
                .isEqualTo("20Gi");
        JsonNode port = find(objects, "Service", "rocketchat-server").at("/spec/ports/0/port");
        assertThat(port.isNumber()).isTrue();
    }

    @Test
    void hasScriptsAsTheClusterGetsThemAndOfSecretsTheKeysAlone() throws IOException {
        List<JsonNode> objects = objects(manifests(List.of("gcp-dev")));

        assertThat(find(objects, "ConfigMap", "rocketchat-mongo-scripts")
                        .path("data")
                        .toString())
                .contains("${")
                .doesNotContain("$${");
        assertThat(find(objects, "Secret", "rocketchat-mongo-chat")
                        .path("stringData")
                        .toString())
                .contains("\"uri\":\"made when it is applied\"")
                .doesNotContain("mongodb+srv");
    }

    @Test
    void hasTheObjectsThatGoThroughOurOwnChart() throws IOException {
        JsonNode route = find(objects(manifests(List.of("openshift-prod"))), "Route", "rocketchat-server");

        assertThat(route.at("/metadata/namespace").asText()).isEqualTo("rocketchat");
    }

    @Test
    void givesCheckovNothingThatIsNeitherFixedNorExplained() throws IOException {
        Path reasons = Path.of("..", ".checkov.yaml").toRealPath();
        Files.writeString(folder.resolve("manifests.yaml"), manifests(List.of()));

        Program.run(
                        folder,
                        "checkov",
                        "-f",
                        "manifests.yaml",
                        "--framework",
                        "kubernetes",
                        "--config-file",
                        reasons.toString())
                .succeeds();
    }

    private static String manifests(List<String> names) {
        List<Environment> environments = new Environments(Path.of("..", "config")).load(names);
        return new Synthesis(environments, Optional.empty())
                .inTemporaryFolder(stacks -> KubernetesObjects.of(environments, stacks));
    }

    private static List<JsonNode> objects(String manifests) throws IOException {
        return YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests).readAll();
    }

    private static JsonNode find(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }
}
