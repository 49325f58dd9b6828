package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.DataFile;
import dev.chatstack.blueprint.HelmRelease;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The workloads in charts of other makers: the file {@code chart-pods.json5}, with the values of each release. */
public final class ChartWorkloads {
    private static final JsonNode FILE = DataFile.read(ChartWorkloads.class, "chart-pods.json5");

    private final List<Workload> workloads = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<ChartDemands.Claim> claims = new ArrayList<>();
    private final Autoscalers autoscalers;
    private int loadBalancers;

    /** Reads the releases of {@code blueprint}. */
    public ChartWorkloads(Blueprint blueprint, NamespaceDefaults namespaces, Autoscalers autoscalers) {
        this.autoscalers = autoscalers;
        for (HelmRelease release : HelmRelease.all(blueprint)) {
            if (release.isOurs()) {
                continue;
            }
            JsonNode known = FILE.path(release.chart());
            String version = release.resource().text("/version");
            if (known.path("version").asText().equals(version)) {
                read(release, known, namespaces.of(release.resource().namespace()));
            } else {
                unknown.add(release.chart() + " " + version);
            }
        }
    }

    /** The requests of Istio's sidecar, with the values of istiod in {@code blueprint}. */
    public static ComputeResources sidecar(Blueprint blueprint) {
        JsonNode values = HelmRelease.all(blueprint).stream()
                .filter(release -> release.chart().equals("istiod"))
                .map(HelmRelease::values)
                .findFirst()
                .orElse(MissingNode.getInstance());
        return request(FILE.path("sidecar"), values, NamespaceDefaults.Additions.NONE);
    }

    public List<Workload> all() {
        return List.copyOf(workloads);
    }

    public ChartDemands demands() {
        return new ChartDemands(claims, loadBalancers);
    }

    /** Charts, or versions of them, whose pods the file does not know. */
    public Set<String> unknownCharts() {
        return Set.copyOf(unknown);
    }

    private void read(HelmRelease release, JsonNode chart, NamespaceDefaults.Additions namespace) {
        JsonNode values = release.values();
        for (Map.Entry<String, JsonNode> pod : chart.path("pods").properties()) {
            Workload workload = workload(release.resource(), pod.getKey(), pod.getValue(), values, namespace);
            workloads.add(workload);
            JsonNode claim = at(values, pod.getValue(), "volumeAt").path("spec");
            if (!claim.isMissingNode()) {
                claims.add(new ChartDemands.Claim(claim, workload.fewest()));
            }
        }
        for (JsonNode service : chart.path("services")) {
            String type = at(values, service, "at").asText(service.path("type").asText());
            loadBalancers += type.equals("LoadBalancer") ? 1 : 0;
        }
    }

    private Workload workload(
            Resource release, String key, JsonNode pod, JsonNode values, NamespaceDefaults.Additions namespace) {
        ComputeResources amount =
                new ComputeResources(0, 0, 1, at(values, pod, "volumeAt").isMissingNode() ? 0 : 1);
        for (JsonNode container : pod.path("containers")) {
            amount = amount.plus(request(container, values, namespace));
        }
        boolean everywhere = pod.path("tolerates").asText().equals("all");
        String name = key.replace("RELEASE", release.name());
        int replicas = at(values, pod, "countAt").asInt(pod.path("count").asInt(1));
        NodeCount count = autoscalers
                .of(release.namespace(), name)
                .or(() -> autoscalers.of(release.namespace(), release.name() + "-" + name))
                .orElse(new NodeCount(replicas, at(values, pod, "mostAt").asInt(replicas)));
        return new Workload(
                pod.path("count").asText().equals("node") ? Workload.Kind.DAEMON : Workload.Kind.SERVICE,
                count.fewest(),
                count.most(),
                new PodDemand(
                        release.namespace() + "/" + name,
                        amount,
                        false,
                        0,
                        everywhere ? Set.of(PodDemand.EVERYTHING) : tolerates(release)));
    }

    /** What the file's placement lays over the values of a release. */
    private static Set<String> tolerates(Resource release) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode toleration : new HelmRelease(release).placement().findValues("tolerations")) {
            toleration.forEach(each -> keys.add(each.path("key").asText()));
        }
        return keys;
    }

    /** The requests of a container: from the release's values, else from the chart, else from the namespace. */
    private static ComputeResources request(
            JsonNode container, JsonNode values, NamespaceDefaults.Additions namespace) {
        ObjectNode resources = JsonNodeFactory.instance.objectNode();
        ObjectNode requests = resources.putObject("requests");
        for (String what : List.of("cpu", "memory")) {
            JsonNode ours = at(values, container, "at").path("requests").path(what);
            String said = ours.asText(container.path(what).asText(""));
            if (!said.isEmpty()) {
                requests.put(what, said);
            }
        }
        return namespace.request(resources);
    }

    private static JsonNode at(JsonNode values, JsonNode file, String key) {
        return file.has(key) ? values.at(file.path(key).asText()) : MissingNode.getInstance();
    }
}
