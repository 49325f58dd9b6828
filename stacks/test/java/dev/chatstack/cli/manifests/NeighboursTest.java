package dev.chatstack.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two environments in one cluster")
class NeighboursTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final EnvironmentFile CHATHUB = EnvironmentFile.shipped("k3s-chathub")
            .replace("folder: ../website", "folder: " + Path.of("..", "website").toAbsolutePath());
    private static final EnvironmentFile MICROSERVICES = EnvironmentFile.shipped("microservices-prod");

    /** People of both sign in by the same groups: what holds operators back is cluster-wide, too. */
    private static final String GROUPS = "rbac: {operators: [operators], viewers: [viewers]}\nmongodb:\n";

    @Test
    void haveNoObjectInCommon() {
        Set<String> one = objects(CHATHUB.replace("mongodb:\n", GROUPS));
        Set<String> other = objects(CHATHUB.replace("mongodb:\n", GROUPS)
                .replace("namespace: gic-chathub", "namespace: other")
                // the class of the first one is there
                .replace("storageClass: longhorn", "storageClass: longhorn\n  databaseStorageClass: mongodb-storage"));

        assertThat(one).hasSizeGreaterThan(100).anyMatch(object -> object.startsWith("ClusterRole "));
        assertThat(one).noneMatch(other::contains);
    }

    @Test
    void haveNoObjectInCommonWhateverTheyAre() {
        assertThat(objects(MICROSERVICES)).noneMatch(objects(CHATHUB)::contains);
    }

    /** The owner of a cluster gave the namespaces, and no right to change them. */
    @Test
    void makeNoNamespaceThatExistsAndAsksForNothingInIt() {
        Set<String> objects =
                objects(CHATHUB.replace("storageClass: longhorn", "storageClass: longhorn\n  namespacesExist: true"));

        assertThat(objects)
                .noneMatch(object -> object.matches("(Namespace|ResourceQuota|LimitRange) .*"))
                .contains("NetworkPolicy gic-chathub/deny-all", "NetworkPolicy gic-chathub-monitoring-nodes/deny-all");
    }

    private static Set<String> objects(EnvironmentFile file) {
        Environment environment = file.load();
        String text = new Synthesis(List.of(environment), Optional.empty())
                .inTemporaryFolder(output -> KubernetesObjects.of(List.of(environment), output));
        try {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll().stream()
                    .map(object -> object.path("kind").asText() + " "
                            + object.at("/metadata/namespace").asText() + "/"
                            + object.at("/metadata/name").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
