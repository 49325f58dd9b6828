package dev.chatstack.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From every workload of an environment, as somebody walks who has taken it: which Secrets it holds, what its token may do, who it is to
 * the cloud, whom it reaches. Charts of others are not among the workloads.
 */
record Walk(String environment, Map<String, List<JsonNode>> resources) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Terraform's types with pods, and where those are in them. */
    private static final Map<String, String> PODS = Map.of(
            "kubernetes_deployment_v1", "/spec/template",
            "kubernetes_stateful_set_v1", "/spec/template",
            "kubernetes_daemon_set_v1", "/spec/template",
            "kubernetes_job_v1", "/spec/template",
            "kubernetes_cron_job_v1", "/spec/job_template/spec/template");

    @Override
    public String toString() {
        return environment;
    }

    /** Of the reviewed stacks of {@code environment}. */
    static Walk of(String environment) {
        Map<String, List<JsonNode>> resources = new TreeMap<>();
        for (GoldenFile file : GoldenFile.all()) {
            if (file.stack().matches(environment + "-(cluster|platform|chat)")) {
                file.read().path("resource").properties().forEach(type -> resources
                        .computeIfAbsent(type.getKey(), key -> new ArrayList<>())
                        .addAll(type.getValue().valueStream().toList()));
            }
        }
        return new Walk(environment, resources);
    }

    /** What somebody has who has taken the pods of one workload. */
    record Workload(
            String name,
            String account,
            Set<String> secrets,
            Set<String> calls,
            Set<String> cloud,
            Set<String> out,
            Set<String> in) {}

    /** All of them, by name. */
    List<Workload> workloads() {
        List<Workload> found = new ArrayList<>();
        PODS.forEach((type, place) -> all(type).forEach(resource -> found.add(workload(resource, resource.at(place)))));
        found.sort((one, other) -> one.name().compareTo(other.name()));
        return found;
    }

    /** For a person who reads it. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Workload workload : workloads()) {
            text.append(workload.name()).append('\n');
            line(text, "account", List.of(workload.account()));
            line(text, "secrets", workload.secrets());
            line(text, "may", workload.calls());
            line(text, "cloud", workload.cloud());
            line(text, "out", workload.out());
            line(text, "in", workload.in());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, Collection<String> values) {
        values.forEach(value ->
                text.append("  ").append(what).append(": ").append(value).append('\n'));
    }

    private Workload workload(JsonNode resource, JsonNode template) {
        String namespace = resource.at("/metadata/namespace").asText();
        JsonNode spec = template.path("spec");
        String account = spec.path("service_account_name").asText("default");
        boolean token = spec.path("automount_service_account_token").asBoolean();
        Map<String, String> labels = texts(template.at("/metadata/labels"));
        return new Workload(
                namespace + "/" + resource.at("/metadata/name").asText(),
                account,
                secrets(spec),
                token ? roles(namespace, account) : Set.of(),
                cloud(namespace, account),
                paths(namespace, labels, "egress", "to"),
                paths(namespace, labels, "ingress", "from"));
    }

    private static Set<String> secrets(JsonNode spec) {
        Set<String> names = new TreeSet<>();
        spec.findParents("secret_name")
                .forEach(volume -> names.add(volume.path("secret_name").asText()));
        for (String kind : List.of("secret_key_ref", "secret_ref")) {
            spec.findValues(kind).forEach(reference -> {
                String key = reference.path("key").asText();
                names.add(reference.path("name").asText() + (key.isEmpty() ? "" : " (" + key + ")"));
            });
        }
        return names;
    }

    private Set<String> roles(String namespace, String account) {
        Set<String> found = new TreeSet<>();
        for (String binding : List.of("kubernetes_role_binding_v1", "kubernetes_cluster_role_binding_v1")) {
            all(binding)
                    .filter(each -> each.path("subject")
                            .valueStream()
                            .anyMatch(subject -> subject.path("kind").asText().equals("ServiceAccount")
                                    && subject.path("name").asText().equals(account)
                                    && subject.path("namespace")
                                            .asText(namespace)
                                            .equals(namespace)))
                    .forEach(
                            each -> found.addAll(rules(each.at("/role_ref/name").asText())));
        }
        return found;
    }

    private Set<String> rules(String role) {
        return Stream.of("kubernetes_role_v1", "kubernetes_cluster_role_v1")
                .flatMap(this::all)
                .filter(each -> each.at("/metadata/name").asText().equals(role))
                .flatMap(each -> each.path("rule").valueStream())
                .map(rule -> list(rule.path("verbs")) + " " + list(rule.path("resources"))
                        + (rule.has("resource_names") ? " called " + list(rule.path("resource_names")) : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** At Amazon; the other clouds give their roles to a bucket or container, which their reviewed stacks show. */
    private Set<String> cloud(String namespace, String account) {
        Set<String> found = new TreeSet<>();
        all("aws_eks_pod_identity_association")
                .filter(each -> each.path("namespace").asText().equals(namespace)
                        && each.path("service_account").asText().equals(account))
                .forEach(each -> {
                    String role = each.path("role_arn").asText().replaceAll("\\$\\{(.*)\\.arn}", "$1");
                    all("aws_iam_role_policy")
                            .filter(policy -> policy.path("role").asText().contains(role + "."))
                            .flatMap(policy -> parse(policy.path("policy").asText())
                                    .path("Statement")
                                    .valueStream())
                            .forEach(statement -> found.add(
                                    list(statement.path("Action")) + " on " + list(statement.path("Resource"))));
                });
        return found;
    }

    private Set<String> paths(String namespace, Map<String, String> labels, String direction, String peers) {
        Set<String> found = new TreeSet<>();
        all("kubernetes_network_policy_v1")
                .filter(policy -> policy.at("/metadata/namespace").asText().equals(namespace))
                .filter(policy -> labels.entrySet()
                        .containsAll(texts(policy.at("/spec/pod_selector/match_labels"))
                                .entrySet()))
                .flatMap(policy -> policy.at("/spec/" + direction).valueStream())
                .forEach(rule -> {
                    String ports = rule.path("ports")
                            .valueStream()
                            .map(port -> port.path("port").asText())
                            .distinct()
                            .collect(Collectors.joining(" "));
                    if (!rule.has(peers)) {
                        found.add("anyone " + ports);
                    }
                    rule.path(peers).forEach(peer -> found.add(peer(peer) + " " + ports));
                });
        return found;
    }

    private static String peer(JsonNode peer) {
        if (peer.has("ip_block")) {
            String except = list(peer.at("/ip_block/except"));
            return peer.at("/ip_block/cidr").asText() + (except.isEmpty() ? "" : " without private addresses");
        }
        String namespaces = String.join(
                ",", texts(peer.at("/namespace_selector/match_labels")).values());
        String pods =
                String.join(",", texts(peer.at("/pod_selector/match_labels")).values());
        return (namespaces.isEmpty() ? "any namespace" : namespaces) + "/" + (pods.isEmpty() ? "any pod" : pods);
    }

    private Stream<JsonNode> all(String type) {
        return resources.getOrDefault(type, List.of()).stream();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static String list(JsonNode values) {
        return values.isTextual()
                ? values.asText()
                : values.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
