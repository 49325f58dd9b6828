package dev.chatstack.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** The key of a resource, by which others refer to it; no argument of Terraform is called so. */
    private static final String ID = "//id";

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
                file.read().path("resource").properties().forEach(type -> {
                    List<JsonNode> bodies = resources.computeIfAbsent(type.getKey(), key -> new ArrayList<>());
                    type.getValue()
                            .properties()
                            .forEach(each -> bodies.add(((ObjectNode) each.getValue()).put(ID, each.getKey())));
                });
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

    private Set<String> cloud(String namespace, String account) {
        Set<String> found = new TreeSet<>(amazon(namespace, account));
        found.addAll(google(namespace, account));
        found.addAll(azure(namespace, account));
        return found;
    }

    private Set<String> amazon(String namespace, String account) {
        Set<String> found = new TreeSet<>();
        all("aws_eks_pod_identity_association")
                .filter(each -> each.path("namespace").asText().equals(namespace)
                        && each.path("service_account").asText().equals(account))
                .map(each -> each.path("role_arn").asText().replaceAll("\\$\\{(.*)\\.arn}", "$1"))
                .forEach(role -> all("aws_iam_role_policy")
                        .filter(policy -> policy.path("role").asText().contains(role + "."))
                        .flatMap(policy -> parse(policy.path("policy").asText())
                                .path("Statement")
                                .valueStream())
                        .forEach(statement ->
                                found.add(list(statement.path("Action")) + " on " + list(statement.path("Resource")))));
        return found;
    }

    /** Roles that the account of Google that trusts it has: on buckets, and on the whole project. */
    private Set<String> google(String namespace, String account) {
        Set<String> found = new TreeSet<>();
        all("google_service_account_iam_member")
                .filter(each -> each.path("member").asText().endsWith("[" + namespace + "/" + account + "]"))
                .map(each -> each.path("service_account_id").asText().replaceAll("\\$\\{(.*)\\.name}", "$1"))
                .forEach(identity -> Stream.of("google_storage_bucket_iam_member", "google_project_iam_member")
                        .flatMap(this::all)
                        .filter(given -> given.path("member").asText().contains(identity + "."))
                        .forEach(given -> found.add(given.path("role").asText() + " on "
                                + given.path("bucket").asText("the project"))));
        return found;
    }

    /** What the roles let the identity of Azure do that trusts it. */
    private Set<String> azure(String namespace, String account) {
        Set<String> found = new TreeSet<>();
        all("azurerm_federated_identity_credential")
                .filter(each ->
                        each.path("subject").asText().equals("system:serviceaccount:" + namespace + ":" + account))
                .map(each -> each.path("parent_id").asText().replaceAll("\\$\\{(.*)\\.id}", "$1"))
                .forEach(identity -> all("azurerm_role_assignment")
                        .filter(given -> given.path("principal_id").asText().contains(identity + "."))
                        .forEach(given -> found.add(
                                azureRole(given) + " on " + given.path("scope").asText())));
        return found;
    }

    private String azureRole(JsonNode assignment) {
        String definition = assignment.path("role_definition_id").asText();
        return all("azurerm_role_definition")
                .filter(each -> definition.contains("." + each.path(ID).asText() + "."))
                .flatMap(each -> each.path("permissions").valueStream())
                .map(each -> Stream.of("actions", "data_actions")
                        .flatMap(kind -> each.path(kind).valueStream())
                        .map(action -> action.asText().replaceFirst(".*/(containers|blobs)/", "$1/"))
                        .collect(Collectors.joining(", ")))
                .findFirst()
                .orElseGet(() -> assignment.path("role_definition_name").asText());
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
