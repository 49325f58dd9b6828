package dev.chatstack.capacity.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.ComputeResources;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The nodes of a cluster that exists")
class ExistingNodesTest {
    private static final String NODE = """
        {'kind': 'Node',
         'metadata': {'name': 'w1', 'labels': {'topology.kubernetes.io/zone': 'z1'}},
         'spec': {'taints': [{'key': 'gpu', 'effect': 'NoSchedule'}, {'key': 'slow', 'effect': 'PreferNoSchedule'}]},
         'status': {'allocatable': {'cpu': '3800m', 'memory': '14Gi', 'pods': '110'}}}
        """;

    private final Blueprint blueprint = new Blueprint(
            "chat",
            List.of(new Resource("stack", "kubernetes_namespace_v1", "ours", json("{'metadata': {'name': 'ours'}}"))));

    @Test
    void offersWhatTheKubeletSaysAndRefusesWhatTheTaintsDo() {
        assertThat(nodes(NODE))
                .containsExactly(new Node("w1", "z1", new ComputeResources(3800, 14L << 30, 110, 1000), Set.of("gpu")));
    }

    @Test
    void offersLessByWhatOthersRunThere() {
        String other = """
            {'kind': 'Pod', 'metadata': {'namespace': 'theirs'}, 'status': {'phase': 'Running'},
             'spec': {'nodeName': 'w1',
              'initContainers': [{'resources': {'requests': {'cpu': '1'}}}],
              'containers': [{'resources': {'requests': {'cpu': '500m', 'memory': '2Gi'}}},
                             {'resources': {'limits': {'memory': '1Gi'}}}]}}
            """;
        String ours = other.replace("theirs", "ours");
        String over = other.replace("Running", "Succeeded");
        String elsewhere = other.replace("w1", "w2");

        assertThat(nodes(NODE, other, ours, over, elsewhere))
                .extracting(Node::room)
                .containsExactly(new ComputeResources(2800, 11L << 30, 109, 1000));
    }

    @Test
    void attachesAsManyDisksAsTheDriverSays() {
        String driver = "{'kind': 'CSINode', 'metadata': {'name': 'w1'}, 'spec': {'drivers': [{'allocatable': {'count':"
                + " 25}}]}}";

        assertThat(nodes(NODE, driver))
                .extracting(node -> node.room().volumes())
                .containsExactly(25);
    }

    @Test
    void offersNoNodeThatSomebodyHasClosed() {
        assertThat(nodes(NODE.replace("'spec': {", "'spec': {'unschedulable': true, ")))
                .isEmpty();
    }

    private List<Node> nodes(String... items) {
        return ExistingNodes.of(blueprint, json("{'items': [" + String.join(",", items) + "]}"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
