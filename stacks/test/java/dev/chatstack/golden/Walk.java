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
 * the cloud, whom it reaches. Pods of others' charts are there by the network rules that select them, and accounts without pods of ours by
 * what the cloud lets them do.
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

    /** The same with one resource more, or another one of that id. */
    Walk with(String type, String id, String body) {
        Map<String, List<JsonNode>> changed = new TreeMap<>(resources);
        List<JsonNode> bodies = new ArrayList<>(changed.getOrDefault(type, List.of()));
        bodies.removeIf(each -> each.path(ID).asText().equals(id));
        bodies.add(((ObjectNode) parse(body)).put(ID, id));
        changed.put(type, bodies);
        return new Walk(environment, changed);
    }

    /** All of ours, by name. */
    List<Workload> workloads() {
        List<Workload> found = new ArrayList<>();
        PODS.forEach((type, place) -> all(type).forEach(resource -> found.add(workload(resource, resource.at(place)))));
        found.sort((one, other) -> one.name().compareTo(other.name()));
        return found;
    }

    /** Pods of others' charts, as far as the stacks know them: whom rules let them reach, and what the cloud lets accounts do. */
    List<Workload> ofCharts() {
        Set<String> ours = new TreeSet<>();
        PODS.forEach((type, place) -> all(type).forEach(resource -> {
            String namespace = namespace(resource);
            String account = resource.at(place).at("/spec/service_account_name").asText("default");
            ours.add(namespace + "/" + account);
            rules(namespace, texts(resource.at(place).at("/metadata/labels")))
                    .forEach(policy -> ours.add(policy.path(ID).asText()));
        }));
        Map<String, Workload> found = new TreeMap<>();
        all("kubernetes_network_policy_v1")
                .filter(policy -> !ours.contains(policy.path(ID).asText()))
                .forEach(policy -> {
                    Map<String, String> labels = texts(policy.at("/spec/pod_selector/match_labels"));
                    String name = namespace(policy) + "/" + (labels.isEmpty() ? "any other pod" : named(labels));
                    found.putIfAbsent(
                            name,
                            new Workload(
                                    name,
                                    "",
                                    Set.of(),
                                    Set.of(),
                                    Set.of(),
                                    paths(namespace(policy), labels, "egress", "to"),
                                    paths(namespace(policy), labels, "ingress", "from")));
                });
        all("aws_eks_pod_identity_association")
                .forEach(each -> account(
                        found,
                        ours,
                        each.path("namespace").asText(),
                        each.path("service_account").asText()));
        all("google_service_account_iam_member")
                .map(each -> each.path("member").asText().replaceAll(".*\\[(.*)]", "$1"))
                .forEach(member -> account(found, ours, member.replaceAll("/.*", ""), member.replaceAll(".*/", "")));
        all("azurerm_federated_identity_credential")
                .map(each -> each.path("subject").asText().split(":"))
                .forEach(subject -> account(found, ours, subject[2], subject[3]));
        return List.copyOf(found.values());
    }

    private void account(Map<String, Workload> found, Set<String> ours, String namespace, String account) {
        String name = namespace + "/" + account;
        if (!ours.contains(name)) {
            found.put(
                    "account " + name,
                    new Workload(
                            "account " + name, "", Set.of(), Set.of(), cloud(namespace, account), Set.of(), Set.of()));
        }
    }

    /** For a person who reads it. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Workload workload :
                Stream.concat(workloads().stream(), ofCharts().stream()).toList()) {
            text.append(workload.name()).append('\n');
            line(text, "account", workload.account().isEmpty() ? List.of() : List.of(workload.account()));
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
        String namespace = namespace(resource);
        JsonNode spec = template.path("spec");
        String account = spec.path("service_account_name").asText("default");
        boolean token = spec.path("automount_service_account_token").asBoolean(true)
                || spec.findValue("service_account_token") != null;
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
        spec.findValues("sources").forEach(sources -> sources.findValues("secret")
                .forEach(secret -> names.addAll(secret.findValuesAsText("name"))));
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
                    .filter(each ->
                            each.path("subject").valueStream().anyMatch(subject -> isFor(subject, namespace, account)))
                    .forEach(
                            each -> found.addAll(rules(each.at("/role_ref/name").asText())));
        }
        return found;
    }

    private static boolean isFor(JsonNode subject, String namespace, String account) {
        String name = subject.path("name").asText();
        return switch (subject.path("kind").asText()) {
            case "ServiceAccount" ->
                name.equals(account)
                        && subject.path("namespace").asText(namespace).equals(namespace);
            case "Group" ->
                Set.of(
                                "system:authenticated",
                                "system:unauthenticated",
                                "system:serviceaccounts",
                                "system:serviceaccounts:" + namespace)
                        .contains(name);
            default -> false;
        };
    }

    /** Of a role of ours; a role of the cluster's own is not among the stacks, and may be anything. */
    private Set<String> rules(String role) {
        List<JsonNode> ours = Stream.of("kubernetes_role_v1", "kubernetes_cluster_role_v1")
                .flatMap(this::all)
                .filter(each -> each.at("/metadata/name").asText().equals(role))
                .toList();
        if (ours.isEmpty()) {
            return Set.of("* of " + role);
        }
        return ours.stream()
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
                .forEach(role -> {
                    all("aws_iam_role_policy_attachment")
                            .filter(given -> given.path("role").asText().contains(role + "."))
                            .forEach(given -> found.add(given.path("policy_arn").asText()));
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
        String type = direction.equals("egress") ? "Egress" : "Ingress";
        if (rules(namespace, labels).noneMatch(policy -> policy.at("/spec/policy_types")
                .valueStream()
                .anyMatch(each -> each.asText().equals(type)))) {
            found.add("anyone, for no rule denies it");
        }
        rules(namespace, labels)
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

    private Stream<JsonNode> rules(String namespace, Map<String, String> labels) {
        return all("kubernetes_network_policy_v1")
                .filter(policy -> namespace(policy).equals(namespace))
                .filter(policy -> labels.entrySet()
                        .containsAll(texts(policy.at("/spec/pod_selector/match_labels"))
                                .entrySet()));
    }

    private static String namespace(JsonNode resource) {
        return resource.at("/metadata/namespace").asText();
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

    /** The values of {@code labels}, which are names; where one is none, its key. */
    private static String named(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getValue().equals("true") ? label.getKey() : label.getValue())
                .collect(Collectors.joining(","));
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
