package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terraform makes things at the same time unless it is told to wait; what must exist first is said in every reviewed stack. */
@DisplayName("The order of resources")
class OrderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS = Pattern.compile("[a-z_0-9]+\\.[A-Za-z0-9_-]+");

    static Stream<Path> stacks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("test", "resources", "golden"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void putsNothingIntoANamespaceThatMayNotExistYet(Path stack) {
        Map<String, JsonNode> resources = resources(stack);
        Map<String, String> namespaces = resources.entrySet().stream()
                .filter(each -> each.getKey().startsWith("kubernetes_namespace_v1."))
                .collect(Collectors.toMap(
                        each -> each.getValue().at("/metadata/name").asText(), Map.Entry::getKey));

        List<String> early = resources.entrySet().stream()
                .filter(each -> namespaces.containsKey(namespace(each.getValue())))
                .filter(each ->
                        !waits(each.getKey(), namespaces.get(namespace(each.getValue())), resources, new HashSet<>()))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(early).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void makesNoPodBeforeTheAccountThatItRunsAs(Path stack) {
        Map<String, JsonNode> resources = resources(stack);
        Map<String, String> accounts = resources.entrySet().stream()
                .filter(each -> each.getKey().startsWith("kubernetes_service_account_v1."))
                .collect(Collectors.toMap(
                        each -> namespace(each.getValue()) + "/"
                                + each.getValue().at("/metadata/name").asText(),
                        Map.Entry::getKey));

        List<String> early = resources.entrySet().stream()
                .filter(each -> accounts.containsKey(account(each.getValue())))
                .filter(each ->
                        !waits(each.getKey(), accounts.get(account(each.getValue())), resources, new HashSet<>()))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(early).isEmpty();
    }

    private static String account(JsonNode resource) {
        List<String> accounts = resource.findValuesAsText("service_account_name");
        return namespace(resource) + "/" + (accounts.isEmpty() ? "" : accounts.get(0));
    }

    private static String namespace(JsonNode resource) {
        // a Helm release says it of itself, an object of Kubernetes in its metadata
        return resource.path("namespace")
                .asText(resource.at("/metadata/namespace").asText());
    }

    private static boolean waits(String one, String other, Map<String, JsonNode> resources, Set<String> seen) {
        if (one.equals(other)) {
            return true;
        }
        return resources.containsKey(one)
                && seen.add(one)
                && ADDRESS.matcher(resources.get(one).toString())
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(next -> waits(next, other, resources, seen));
    }

    private static Map<String, JsonNode> resources(Path stack) {
        try {
            Map<String, JsonNode> resources = new HashMap<>();
            JSON.readTree(stack.toFile()).path("resource").properties().forEach(kind -> kind.getValue()
                    .properties()
                    .forEach(each -> resources.put(kind.getKey() + "." + each.getKey(), each.getValue())));
            return resources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
