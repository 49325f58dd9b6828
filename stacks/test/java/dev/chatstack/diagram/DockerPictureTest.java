package dev.chatstack.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.capacity.nodes.CloudNodes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Docker host")
class DockerPictureTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Blueprint blueprint = new Blueprint(
            "local",
            List.of(
                    resource("docker_network", "back", "{'name': 'local-back'}"),
                    resource("docker_volume", "data", "{'name': 'local-data'}"),
                    resource("docker_container", "proxy", """
                        {'name': 'local-proxy', 'memory': 256, 'ports': [{'external': 443, 'internal': 443}],
                         'networks_advanced': [{'name': '${docker_network.back.name}'}], 'depends_on': ['docker_container.db']}\
                        """),
                    resource("docker_container", "db", """
                        {'name': 'local-db', 'memory': 1280, 'networks_advanced': [{'name': '${docker_network.back.name}'}],
                         'volumes': [{'volume_name': '${docker_volume.data.name}', 'container_path': '/data'}]}\
                        """),
                    resource("docker_container", "once", "{'name': 'local-once', 'memory': 128, 'must_run': false}")));

    @Test
    void isSummedUp() {
        assertThat(DockerContainer.sum(DockerContainer.of(blueprint)))
                .isEqualTo("3 containers on one host may use 1.5 GiB of memory together");
    }

    @Test
    void isDrawnWithWhatItsContainersNeed() {
        assertThat(Mermaid.of(PictureReader.read(blueprint, Capacity.of(blueprint, CloudNodes.NONE), CloudPlaces.NONE)))
                .contains("people -->|443| proxy", "proxy --> db", "db[(\"local-db\")]", "once(\"local-once\")");
    }

    private static Resource resource(String type, String id, String body) {
        try {
            return new Resource("local", type, id, JSON.readTree(body.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
