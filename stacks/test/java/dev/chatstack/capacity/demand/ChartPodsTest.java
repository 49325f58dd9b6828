package dev.chatstack.capacity.demand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.golden.GoldenFile;
import dev.chatstack.testing.RealChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders the charts of the reviewed stacks with their values, where there are {@link RealChart}s. */
@DisplayName("The pods of the charts")
class ChartPodsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "gcp-dev", "microservices-prod"})
    void requestsWhatTheFileSays(String environment) throws IOException {
        Blueprint blueprint = golden(environment);
        NamespaceDefaults namespaces = new NamespaceDefaults(blueprint, ComputeResources.NONE);
        for (Resource release : blueprint.all("helm_release")) {
            Optional<RealChart> chart = RealChart.find(
                    release.at("/chart").asText().replaceFirst(".*/", ""),
                    release.at("/version").asText());
            if (chart.isPresent()) {
                Blueprint alone = new Blueprint(environment, List.of(release));
                List<String> known = new ChartWorkloads(alone, namespaces, new Autoscalers(alone))
                        .all().stream().map(ChartPodsTest::text).sorted().toList();

                assertThat(known)
                        .as(release.name())
                        .isEqualTo(rendered(release, chart.get(), namespaces.of(release.namespace())));
            }
        }
    }

    private List<String> rendered(Resource release, RealChart chart, NamespaceDefaults.Additions namespace)
            throws IOException {
        JsonNode values = YAML.readTree(release.at("/values/0").asText("{}"));
        List<String> workloads = new ArrayList<>();
        List<JsonNode> objects = chart.render(folder, release.name(), release.namespace(), values);
        for (JsonNode object : objects) {
            String kind = object.path("kind").asText();
            String count = count(object, objects);
            if (List.of("Deployment", "StatefulSet", "DaemonSet").contains(kind)) {
                workloads.add(text(count, sum(object.at("/spec/template/spec/containers"), namespace)));
            } else if (List.of("Prometheus", "Alertmanager").contains(kind)) {
                // the operator adds a container that reloads the configuration and requests nothing
                ComputeResources own = namespace.request(object.at("/spec/resources"));
                workloads.add(text(count, own.plus(namespace.request(JSON.createObjectNode()))));
            }
        }
        return workloads.stream().sorted().toList();
    }

    private static ComputeResources sum(JsonNode containers, NamespaceDefaults.Additions namespace) {
        return StreamSupport.stream(containers.spliterator(), false)
                .map(container -> namespace.request(container.path("resources")))
                .reduce(ComputeResources.NONE, ComputeResources::plus);
    }

    private static String count(JsonNode object, List<JsonNode> objects) {
        if (object.path("kind").asText().equals("DaemonSet")) {
            return "every node";
        }
        for (JsonNode other : objects) {
            boolean scales = other.path("kind").asText().equals("HorizontalPodAutoscaler")
                    && other.at("/spec/scaleTargetRef/name").equals(object.at("/metadata/name"));
            if (scales) {
                return other.at("/spec/minReplicas").asInt() + " to "
                        + other.at("/spec/maxReplicas").asInt();
            }
        }
        int replicas = object.at("/spec/replicas").asInt(1);
        return replicas + " to " + replicas;
    }

    private static String text(Workload workload) {
        String count =
                workload.kind() == Workload.Kind.DAEMON ? "every node" : workload.fewest() + " to " + workload.most();
        return text(count, workload.pod().amount());
    }

    private static String text(String count, ComputeResources amount) {
        return count + ": " + amount.cpu() + "m " + (amount.memory() >> 20) + "Mi";
    }

    private static Blueprint golden(String environment) {
        List<Resource> resources = new ArrayList<>();
        for (String stack : List.of("-platform", "-chat")) {
            JsonNode types = GoldenFile.of(environment + stack).read().path("resource");
            for (Map.Entry<String, JsonNode> type : types.properties()) {
                for (Map.Entry<String, JsonNode> resource : type.getValue().properties()) {
                    resources.add(new Resource(stack, type.getKey(), resource.getKey(), resource.getValue()));
                }
            }
        }
        return new Blueprint(environment, resources);
    }
}
