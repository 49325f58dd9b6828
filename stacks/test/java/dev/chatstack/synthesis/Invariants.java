package dev.chatstack.synthesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.doctor.Check;
import dev.chatstack.network.Destinations;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for the stacks of every environment, whatever its file says. */
final class Invariants {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A template that Terraform evaluates and that names nothing of Terraform's own. */
    private static final Pattern FOREIGN_TEMPLATE = Pattern.compile("(?<![$])[$]\\{[^}]*inj|(?<!%)%\\{[^}]*inj");

    /** What Kubernetes evaluates in the environment, the command and the arguments of a container. */
    private static final Pattern VARIABLE = Pattern.compile("(?<![$])[$]\\(inj");

    /** Types of Terraform's Kubernetes provider with pods in them, and where. */
    private static final Map<String, String> PODS = Map.of(
            "kubernetes_deployment_v1", "/spec/template/spec",
            "kubernetes_stateful_set_v1", "/spec/template/spec",
            "kubernetes_daemon_set_v1", "/spec/template/spec",
            "kubernetes_job_v1", "/spec/template/spec",
            "kubernetes_cron_job_v1", "/spec/job_template/spec/template/spec");

    /** Groups of APIs that every cluster has. */
    private static final Set<String> BUILT_IN = Set.of("admissionregistration.k8s.io");

    /** The ends of the groups of APIs that charts bring. */
    private static final Map<String, String> BRINGS =
            Map.of("base", "istio.io", "kube-prometheus-stack", "monitoring.coreos.com");

    private final List<String> broken = new ArrayList<>();

    /** The values of the chart of ours, which prints what it is given. */
    private final Set<String> own = new HashSet<>();

    private final Set<String> objects = new HashSet<>();
    private final Set<String> privileged = new HashSet<>();

    private Invariants() {}

    /** What does not hold of the stacks of {@code environments} in {@code output}; a line each, with the environment's name. */
    static List<String> broken(List<Environment> environments, Path output) {
        List<String> broken = new ArrayList<>();
        for (Environment environment : environments) {
            Invariants invariants = new Invariants();
            invariants.environment(environment, output);
            invariants.broken.forEach(line -> broken.add(environment.name() + ": " + line));
        }
        return broken;
    }

    /** Synthesizes {@code environments}, whose names differ, at once, and says what does not hold. */
    static List<String> broken(List<Environment> environments) {
        return new Synthesis(environments, Optional.empty()).inTemporaryFolder(output -> broken(environments, output));
    }

    private void environment(Environment environment, Path output) {
        List<JsonNode> stacks = new ArrayList<>();
        for (String name : EnvironmentStacks.names(environment)) {
            JsonNode stack = read(output.resolve("stacks").resolve(name).resolve("cdk.tf.json"));
            stacks.add(stack);
            text(name, stack);
        }
        stacks.forEach(this::namespaces);
        for (JsonNode stack : stacks) {
            uniqueNames(stack);
            pods(stack);
            releases(stack);
            docker(stack);
            if (Clouds.of(environment) instanceof ClusterCloud) {
                closedNamespaces(stack, stacks);
            }
        }
        if (Clouds.of(environment) instanceof ClusterCloud) {
            Destinations.unreached(environment, new Synth(stacks.get(stacks.size() - 1)))
                    .forEach(path -> broken.add("no path from " + path));
        }
        if (environment.config().cloud() instanceof ExistingClusterConfig) {
            doctorAsksForApis(environment, stacks);
        }
    }

    /** A custom resource is of an API that a chart of the stacks brings, or that doctor looks for. */
    private void doctorAsksForApis(Environment environment, List<JsonNode> stacks) {
        Set<String> asked = new HashSet<>();
        Clouds.of(environment).checks().checks().stream()
                .map(Check::what)
                .filter(what -> what.startsWith("API "))
                .map(what -> what.substring("API ".length()).split(" with "))
                .forEach(api -> List.of(api[1].split(", ")).forEach(resource -> asked.add(api[0] + " " + resource)));
        List<JsonNode> releases = stacks.stream()
                .flatMap(stack -> stack.at("/resource/helm_release").valueStream())
                .toList();
        Set<String> brought = new HashSet<>(BUILT_IN);
        releases.forEach(release -> BRINGS.forEach((chart, group) -> {
            if (release.path("chart").asText().replaceFirst(".*/", "").equals(chart)) {
                brought.add(group);
            }
        }));
        for (JsonNode release : releases) {
            for (JsonNode object : values(release).path("manifests")) {
                String api = object.path("apiVersion").asText();
                String resource =
                        object.path("kind").asText().toLowerCase(Locale.ROOT).replaceFirst("cy$", "cie") + "s";
                if (brought.stream()
                                .noneMatch(group -> api.replaceFirst("/.*", "").endsWith(group))
                        && !asked.contains(api + " " + resource)) {
                    broken.add("doctor does not look for " + resource + " of " + api);
                }
            }
        }
    }

    private static JsonNode values(JsonNode release) {
        try {
            return YAML.readTree(release.at("/values/0").asText("{}"));
        } catch (JsonProcessingException e) {
            return YAML.missingNode(); // another invariant says so
        }
    }

    /** No text of a person is evaluated or becomes a key. */
    private void text(String path, JsonNode node) {
        if (node.isTextual()) {
            if (FOREIGN_TEMPLATE.matcher(node.textValue()).find()) {
                broken.add("Terraform evaluates " + path + ": " + node.textValue());
            }
            if (node.textValue().contains("inj")) {
                embedded(path, node.textValue());
            }
            return;
        }
        if (node.path("chart").asText().startsWith("./")) {
            own.add(path + "/values/0");
        }
        node.properties().forEach(entry -> {
            if (entry.getKey().contains("injected")) {
                broken.add("a text became a key at " + path);
            }
            text(path + "/" + entry.getKey(), entry.getValue());
        });
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                text(path + "/" + i, node.get(i));
            }
        }
    }

    /** A file in a string: it is still what it was without the text. */
    private void embedded(String path, String text) {
        boolean isYaml = path.endsWith("values/0") || path.endsWith(".yaml") || path.endsWith(".yml");
        if (isYaml || path.endsWith(".json")) {
            try {
                JsonNode file = YAML.readTree(text.replace("$${", "${").replace("%%{", "%{"));
                keys(path, file);
            } catch (JsonProcessingException e) {
                broken.add("not YAML any more: " + path + ": " + e.getOriginalMessage());
            }
        }
    }

    private void keys(String path, JsonNode node) {
        node.properties().forEach(entry -> {
            if (entry.getKey().equals("injected")) {
                broken.add("a text became a key in " + path);
            }
        });
        if (node.isTextual()
                && path.endsWith("values/0")
                && !own.contains(path)
                && node.textValue().matches("(?s).*(?<!`)\\{\\{inj.*")) {
            // a chart of another team may evaluate it; our own prints what it is given
            broken.add("Helm evaluates " + path + ": " + node.textValue());
        }
        node.forEach(child -> keys(path, child));
    }

    private void namespaces(JsonNode stack) {
        stack.at("/resource/kubernetes_namespace_v1").forEach(namespace -> {
            if (namespace
                    .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                    .asText()
                    .equals("privileged")) {
                privileged.add(namespace.at("/metadata/name").asText());
            }
        });
    }

    private void uniqueNames(JsonNode stack) {
        stack.path("resource").properties().forEach(type -> {
            if (type.getKey().startsWith("kubernetes_") || type.getKey().equals("helm_release")) {
                type.getValue().forEach(resource -> {
                    JsonNode metadata = resource.has("metadata") ? resource.path("metadata") : resource;
                    String object =
                            type.getKey() + " " + metadata.path("namespace").asText() + "/"
                                    + metadata.path("name").asText();
                    if (metadata.path("name").isTextual()
                            && !metadata.path("name").asText().contains("${")
                            && !objects.add(object)) {
                        broken.add("stands twice: " + object);
                    }
                });
            }
        });
    }

    private void pods(JsonNode stack) {
        PODS.forEach(
                (type, pointer) -> stack.at("/resource/" + type).properties().forEach(resource -> {
                    String name = type + " "
                            + resource.getValue().at("/metadata/name").asText();
                    JsonNode pod = resource.getValue().at(pointer);
                    boolean isFree = privileged.contains(
                            resource.getValue().at("/metadata/namespace").asText());
                    List<JsonNode> containers = new ArrayList<>();
                    pod.path("container").forEach(containers::add);
                    pod.path("init_container").forEach(containers::add);
                    if (containers.isEmpty()) {
                        broken.add("no container: " + name);
                    }
                    containers.forEach(container -> container(name, container, pod, isFree));
                    if (!isFree
                            && (pod.path("host_network").asBoolean()
                                    || pod.path("host_pid").asBoolean())) {
                        broken.add("uses the network or the processes of its node: " + name);
                    }
                    pod.path("volume").forEach(volume -> {
                        if (!isFree && volume.has("host_path")) {
                            broken.add("mounts a folder of its node: " + name);
                        }
                    });
                }));
    }

    private void container(String pod, JsonNode container, JsonNode spec, boolean isFree) {
        String name = pod + "/" + container.path("name").asText();
        JsonNode limits = container.at("/resources/limits");
        JsonNode requests = container.at("/resources/requests");
        if (!limits.has("memory") || !requests.has("memory") || !requests.has("cpu")) {
            broken.add("no request or no limit: " + name);
        }
        JsonNode security = container.path("security_context");
        boolean nonRoot = security.path("run_as_non_root").asBoolean()
                || spec.at("/security_context/run_as_non_root").asBoolean();
        boolean restricted = nonRoot
                && !security.path("allow_privilege_escalation").asBoolean(true)
                && security.at("/capabilities/drop").toString().contains("ALL")
                && security.path("read_only_root_filesystem").asBoolean();
        if (!isFree && !restricted) {
            broken.add("not restricted: " + name + " " + security);
        }
        for (String evaluated : List.of("env", "command", "args")) {
            if (VARIABLE.matcher(container.path(evaluated).toString()).find()) {
                broken.add("Kubernetes evaluates " + evaluated + " of " + name);
            }
        }
    }

    private void releases(JsonNode stack) {
        stack.at("/resource/helm_release").forEach(release -> {
            String values = release.at("/values/0").asText("{}");
            try {
                YAML.readTree(values);
            } catch (JsonProcessingException e) {
                broken.add("the values of " + release.path("name").asText() + " are not YAML");
            }
        });
    }

    private void docker(JsonNode stack) {
        stack.at("/resource/docker_container").properties().forEach(container -> {
            if (container.getValue().path("privileged").asBoolean()) {
                broken.add("privileged: " + container.getKey());
            }
            if (!container.getValue().has("memory")) {
                broken.add("no limit of memory: " + container.getKey());
            }
        });
    }

    /** Every namespace has a policy that selects all pods and opens nothing. */
    private void closedNamespaces(JsonNode stack, List<JsonNode> stacks) {
        Map<String, Boolean> closed = new HashMap<>();
        stack.at("/resource/kubernetes_namespace_v1")
                .forEach(namespace -> closed.put(namespace.at("/metadata/name").asText(), false));
        for (JsonNode each : stacks) {
            each.at("/resource/kubernetes_network_policy_v1").forEach(policy -> {
                JsonNode spec = policy.path("spec");
                boolean all = spec.at("/pod_selector/match_labels").isEmpty();
                if (all
                        && spec.path("policy_types").toString().contains("Ingress")
                        && spec.path("ingress").isEmpty()) {
                    closed.computeIfPresent(policy.at("/metadata/namespace").asText(), (name, before) -> true);
                }
                for (JsonNode rule : spec.path("egress")) {
                    if (rule.path("to").isEmpty()
                            && rule.path("ports").isEmpty()
                            && !privileged.contains(
                                    policy.at("/metadata/namespace").asText())) {
                        broken.add("opens everything: "
                                + policy.at("/metadata/name").asText());
                    }
                }
            });
        }
        closed.forEach((name, isClosed) -> {
            if (!isClosed) {
                broken.add("no policy closes the namespace " + name);
            }
        });
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
