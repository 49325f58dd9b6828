package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terraform makes things at the same time unless it is told to wait; what must exist first is said in every reviewed stack. */
@DisplayName("The order of resources")
class ResourceOrderTest {
    private static final Pattern ADDRESS = Pattern.compile("[a-z_0-9]+\\.[A-Za-z0-9_-]+");

    /** What only the place, the name or the network of an environment replaces, which changes for nobody who keeps the cluster. */
    private static final Set<String> NAMED_FOR_EVER = Set.of(
            "aws_cloudwatch_log_group",
            "aws_eks_cluster",
            "aws_iam_role",
            "aws_launch_template",
            "azurerm_kubernetes_cluster",
            "azurerm_resource_group",
            "azurerm_subnet",
            "azurerm_user_assigned_identity",
            "azurerm_virtual_network",
            "google_compute_network",
            "google_compute_subnetwork",
            "google_container_cluster");

    static List<GoldenFile> stacks() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void putsNothingIntoANamespaceThatMayNotExistYet(GoldenFile stack) {
        assertThat(early(stack, "kubernetes_namespace_v1", ResourceOrderTest::name, ResourceOrderTest::namespace))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void makesNoPodBeforeTheAccountThatItRunsAs(GoldenFile stack) {
        assertThat(early(
                        stack,
                        "kubernetes_service_account_v1",
                        account -> namespace(account) + "/" + name(account),
                        ResourceOrderTest::account))
                .isEmpty();
    }

    /**
     * Terraform makes what nodes depend on before it removes the old one, as it does with the nodes. Under a name that stays, that is refused
     * (docs/interrupted.md). So no setting replaces one of these while the environment keeps its name, its
     * region and its addresses.
     */
    @ParameterizedTest
    @MethodSource("clusters")
    void makesNothingAgainUnderANameThatIsTaken(GoldenFile stack) {
        Map<String, JsonNode> resources = resources(stack);
        Set<String> before = new HashSet<>();
        resources.forEach((address, resource) -> {
            if (resource.at("/lifecycle/create_before_destroy").asBoolean()) {
                needs(address, resources, before);
            }
        });

        assertThat(before.stream()
                        .filter(address -> resources.get(address).hasNonNull("name"))
                        .map(address -> address.split("\\.")[0]))
                .isNotEmpty()
                .isSubsetOf(NAMED_FOR_EVER);
    }

    static List<GoldenFile> clusters() {
        return GoldenFile.all().stream()
                .filter(stack -> resources(stack).values().stream()
                        .anyMatch(resource ->
                                resource.at("/lifecycle/create_before_destroy").asBoolean()))
                .toList();
    }

    private static void needs(String one, Map<String, JsonNode> resources, Set<String> seen) {
        ADDRESS.matcher(resources.get(one).toString())
                .results()
                .map(MatchResult::group)
                .filter(next -> resources.containsKey(next) && seen.add(next))
                .forEach(next -> needs(next, resources, seen));
    }

    /** Resources that need one of {@code type}, which the same stack makes, and do not wait for it. */
    private static List<String> early(
            GoldenFile stack, String type, Function<JsonNode, String> identity, Function<JsonNode, String> needed) {
        Map<String, JsonNode> resources = resources(stack);
        Map<String, String> made = resources.entrySet().stream()
                .filter(each -> each.getKey().startsWith(type + "."))
                .collect(Collectors.toMap(each -> identity.apply(each.getValue()), Map.Entry::getKey));
        return resources.entrySet().stream()
                .filter(each -> made.containsKey(needed.apply(each.getValue())))
                .filter(each ->
                        !waits(each.getKey(), made.get(needed.apply(each.getValue())), resources, new HashSet<>()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
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

    private static Map<String, JsonNode> resources(GoldenFile stack) {
        Map<String, JsonNode> resources = new HashMap<>();
        stack.read().path("resource").properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(each -> resources.put(kind.getKey() + "." + each.getKey(), each.getValue())));
        return resources;
    }
}
