package dev.chatstack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.live.Answer;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.ProgramStandIn;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kubectl, Terraform and the cloud are stand-ins; the stacks are those that ship. */
@DisplayName("A lost state")
class LostStateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Environment AWS = shipped("aws-prod");

    @TempDir
    static Path stacks;

    @TempDir
    Path folder;

    private final List<List<String>> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void synthesizes() {
        new Synthesis(
                        List.of(
                                AWS,
                                shipped("gcp-dev"),
                                shipped("google-host"),
                                shipped("azure-prod"),
                                shipped("local")),
                        Optional.empty())
                .writeTo(stacks);
    }

    private static Environment shipped(String name) {
        return ConfigLoader.load(Path.of("..", "config", name + ".yaml"));
    }

    /** A cluster that has every object of the stacks but those called {@code missing}. */
    private LiveCluster cluster(Blueprint blueprint, String missing) throws IOException {
        Map<String, StringBuilder> lists = new TreeMap<>();
        for (Resource resource : blueprint.resources()) {
            boolean release = resource.type().equals("helm_release");
            if (resource.name().equals(missing) || !(release || resource.type().startsWith("kubernetes_"))) {
                continue;
            }
            String kind = release
                    ? "secrets"
                    : resource.type().replaceAll("^kubernetes_|_v\\d+$", "").replace("_", "");
            String where = resource.namespace().isEmpty() ? "-A" : "-n " + resource.namespace();
            lists.computeIfAbsent("get " + kind + " -o json " + where, key -> new StringBuilder())
                    .append(
                            release
                                    ? "{\"metadata\": {\"labels\": {\"owner\": \"helm\", \"name\": \"%s\"}}},"
                                            .formatted(resource.name())
                                    : "{\"metadata\": {\"name\": \"%s\"}},".formatted(resource.name()));
        }
        List<String> cases = new ArrayList<>();
        lists.forEach((question, items) -> cases.add(
                "\"" + question + "\") echo '{\"items\": [" + items.substring(0, items.length() - 1) + "]}'"));
        cases.add("get*) echo '{\"items\": []}'");
        return new LiveCluster(Kubectl.called(ProgramStandIn.of(folder, "kubectl", cases.toArray(String[]::new))
                .toString()));
    }

    /** Answers each question of the cloud with one word, made of what was asked for. */
    private Answer cloud(List<String> command) {
        asked.add(command);
        String about = String.join(" ", command)
                .replaceFirst(".*(?:tag:Name,Values=|AliasName=='|DomainName==')([^' ]+).*", "$1");
        return new Answer(0, command.get(2) + "(" + (about.contains(" ") ? "x" : about) + ")\n", "");
    }

    private ImportIds ids(Blueprint blueprint, String missing) throws IOException {
        LiveCluster cluster = cluster(blueprint, missing);
        return new ImportIds(blueprint, providers(blueprint), () -> cluster, this::cloud);
    }

    private static Blueprint blueprint(String stack) {
        return Blueprint.read("aws-prod", stacks, List.of(stack));
    }

    private static JsonNode providers(Blueprint blueprint) throws IOException {
        String stack = blueprint.resources().get(0).stack();
        return JSON.readTree(stacks.resolve("stacks/" + stack + "/cdk.tf.json").toFile())
                .path("provider");
    }

    /** What only a person finds of a stack, by type; the commands of a cloud are not asked. */
    private Set<String> left(String stack) throws IOException {
        Blueprint blueprint = blueprint(stack);
        ImportIds ids = ids(blueprint, "nothing");
        return blueprint.resources().stream()
                .map(ids::of)
                .filter(ImportId.Open.class::isInstance)
                .map(one -> one.resource().type())
                .collect(Collectors.toSet());
    }

    private static String id(ImportIds ids, Blueprint blueprint, String type, String name) {
        Resource resource = blueprint.all(type).stream()
                .filter(one -> one.name().equals(name) || one.id().contains(name))
                .findFirst()
                .orElseThrow();
        return ids.of(resource) instanceof ImportId.Known known
                ? known.id()
                : ids.of(resource).toString();
    }

    @Test
    void leavesNothingOfAnEnvironmentOnAwsToFindByHand() throws IOException {
        for (String stack : EnvironmentStacks.names(AWS)) {
            Blueprint blueprint = blueprint(stack);
            ImportIds ids = ids(blueprint, "nothing");
            assertThat(blueprint.resources().stream().map(ids::of))
                    .isNotEmpty()
                    .noneMatch(ImportId.Open.class::isInstance)
                    .filteredOn(ImportId.Anew.class::isInstance)
                    .extracting(one -> one.resource().type())
                    .isSubsetOf("aws_acm_certificate_validation", "aws_route53_record");
        }
    }

    @Test
    void isAHelmReleaseByItsNamespaceAndName() throws IOException {
        Blueprint platform = blueprint("aws-prod-platform");
        assertThat(id(ids(platform, "nothing"), platform, "helm_release", "monitoring-rules"))
                .isEqualTo("application-monitoring/monitoring-rules");
        Resource rules = platform.all("helm_release").stream()
                .filter(one -> one.name().equals("monitoring-rules"))
                .findFirst()
                .orElseThrow();
        assertThat(ids(platform, "monitoring-rules").of(rules)).isEqualTo(new ImportId.Anew(rules, "it is not there"));
    }

    @Test
    void leavesToAPersonOnGoogleAndAzureWhatTheFileCannotSay() throws IOException {
        assertThat(left("gcp-dev-cluster")).containsExactly("google_container_node_pool");
        assertThat(left("google-host-machine")).isEmpty();
        assertThat(left("azure-prod-cluster"))
                .containsExactlyInAnyOrder("azurerm_role_assignment", "azurerm_role_definition");
        assertThat(asked).isEmpty();
    }

    @Test
    void isAskedOfADockerHostByName() throws IOException {
        Blueprint blueprint = Blueprint.read("local", stacks, List.of("local"));
        ImportIds ids = new ImportIds(
                blueprint,
                providers(blueprint),
                () -> {
                    throw new IllegalStateException("a Docker host has no cluster");
                },
                command -> new Answer(0, "id-of(" + command.get(command.size() - 1) + ")\n", ""));
        assertThat(id(ids, blueprint, "docker_container", "local-haproxy")).isEqualTo("id-of(name=^/local-haproxy$)");
        assertThat(id(ids, blueprint, "docker_network", "local-back")).isEqualTo("id-of(name=^local-back$)");
        assertThat(blueprint.resources().stream().map(ids::of))
                .noneMatch(ImportId.Open.class::isInstance)
                .filteredOn(ImportId.Anew.class::isInstance)
                .extracting(one -> one.resource().type())
                .containsOnly("docker_image");
    }

    @Test
    void isNamedOnGoogleAsTheProviderNamesThings() throws IOException {
        Blueprint blueprint = blueprint("gcp-dev-cluster");
        ImportIds ids = ids(blueprint, "nothing");
        assertThat(id(ids, blueprint, "google_container_cluster", "gcp-dev"))
                .isEqualTo("projects/example-chat-dev/locations/europe-west1-b/clusters/gcp-dev");
        assertThat(id(ids, blueprint, "google_compute_router_nat", "gcp-dev"))
                .isEqualTo("projects/example-chat-dev/regions/europe-west1/routers/gcp-dev/gcp-dev");
        assertThat(id(ids, blueprint, "google_service_account_iam_member", "identity-backup"))
                .isEqualTo(
                        "projects/example-chat-dev/serviceAccounts/gcp-dev-backup@example-chat-dev.iam.gserviceaccount.com"
                                + " roles/iam.workloadIdentityUser"
                                + " serviceAccount:example-chat-dev.svc.id.goog[application/mongodb-backup]");
        assertThat(id(ids, blueprint, "google_storage_bucket_iam_member", "identity-retention"))
                .isEqualTo("b/example-chat-dev-gcp-dev-backups roles/storage.objectUser"
                        + " serviceAccount:gcp-dev-retention@example-chat-dev.iam.gserviceaccount.com");
        assertThat(id(ids, blueprint, "google_container_node_pool", "workers"))
                .contains("projects/example-chat-dev/locations/europe-west1-b/clusters/gcp-dev/nodePools/NAME");
        Blueprint machine = blueprint("google-host-machine");
        assertThat(id(
                        ids(machine, "nothing"),
                        machine,
                        "google_compute_disk_resource_policy_attachment",
                        "backups-nightly"))
                .isEqualTo(
                        "projects/example-chat-team/zones/europe-west1-b/disks/google-host-backups/google-host-nightly");
    }

    @Test
    void isNamedOnAzureAsTheProviderNamesThings() throws IOException {
        Blueprint blueprint = blueprint("azure-prod-cluster");
        ImportIds ids = ids(blueprint, "nothing");
        String groups = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/";
        String network = groups + "azure-prod/providers/Microsoft.Network/";
        assertThat(id(ids, blueprint, "azurerm_kubernetes_cluster_node_pool", "user"))
                .isEqualTo(groups
                        + "azure-prod/providers/Microsoft.ContainerService/managedClusters/azure-prod/agentPools/user");
        assertThat(id(ids, blueprint, "azurerm_subnet_network_security_group_association", "nodes-security"))
                .isEqualTo(network + "virtualNetworks/azure-prod/subnets/nodes");
        assertThat(id(ids, blueprint, "azurerm_network_security_rule", "clients"))
                .isEqualTo(network + "networkSecurityGroups/azure-prod-gateway/securityRules/clients");
        assertThat(id(ids, blueprint, "azurerm_monitor_diagnostic_setting", "diagnostics_backups"))
                .matches(groups + "azure-prod-data/providers/Microsoft.Storage/storageAccounts/azureprobackups[0-9a-f]+"
                        + "/blobServices/default\\|chatstack");
        assertThat(id(ids, blueprint, "azurerm_role_definition", "identity-backup"))
                .contains("--scope " + groups + "azure-prod-data --name azure-prod-backup-");
    }

    @Test
    void hasARuleForEachKindOfResourceThatAProviderHas() throws IOException {
        List<String> without = new ArrayList<>();
        for (String provider : List.of("aws", "azurerm", "docker", "google")) {
            for (String line : Files.readAllLines(Path.of("..", "bindings", provider, "resources.txt"))) {
                String type = provider + "_" + line.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                if (line.matches("(?!data[A-Z]|provider$)[a-z]\\w+") && !ImportIds.knows(type)) {
                    without.add(type);
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void isAskedForAsTheProviderNamesThings() throws IOException {
        Blueprint blueprint = blueprint("aws-prod-cluster");
        ImportIds ids = ids(blueprint, "nothing");
        assertThat(id(ids, blueprint, "aws_eks_cluster", "aws-prod")).isEqualTo("aws-prod");
        assertThat(id(ids, blueprint, "aws_vpc", "network")).isEqualTo("describe-vpcs(aws-prod)");
        assertThat(id(ids, blueprint, "aws_eks_addon", "coredns")).isEqualTo("aws-prod:coredns");
        assertThat(id(ids, blueprint, "aws_iam_role_policy", "replication_role-backups"))
                .isEqualTo("aws-prod-backups-replication:policy");
        assertThat(id(ids, blueprint, "aws_route", "private-eu-central-1a"))
                .isEqualTo("describe-route-tables(aws-prod-private-eu-central-1a)_0.0.0.0/0");
        assertThat(id(ids, blueprint, "aws_route_table_association", "private-eu-central-1a"))
                .isEqualTo(
                        "describe-subnets(aws-prod-private-eu-central-1a)/describe-route-tables(aws-prod-private-eu-central-1a)");
        assertThat(id(ids, blueprint, "aws_kms_key", "key")).isEqualTo("list-aliases(alias/aws-prod)");
        // of another region than the others
        assertThat(id(ids, blueprint, "aws_s3_bucket_versioning", "bucket-backups-replica"))
                .isEqualTo("aws-prod-backups-replica-123456789012@eu-west-1");
        assertThat(id(ids, blueprint, "aws_eks_node_group", "eu-central-1a")).startsWith("aws-prod:list-nodegroups");
        assertThat(asked).anyMatch(command -> command.contains("nodegroups[?starts_with(@,'eu-central-1a-')]"));
    }

    @Test
    void makesWhatIsNotThereAndSaysWhatOnlyAPersonFinds() throws IOException {
        Blueprint chat = blueprint("aws-prod-chat");
        ImportIds ids = ids(chat, "rocketchat-mongo");
        Resource set = chat.all("kubernetes_stateful_set_v1").get(0);
        assertThat(ids.of(set)).isEqualTo(new ImportId.Anew(set, "it is not there"));
        assertThat(id(ids, chat, "kubernetes_deployment_v1", "rocketchat-server"))
                .isEqualTo("application/rocketchat-server");

        Blueprint cluster = blueprint("aws-prod-cluster");
        Resource vpc = cluster.all("aws_vpc").get(0);
        ImportIds two = new ImportIds(
                cluster,
                JSON.createObjectNode(),
                () -> {
                    throw new IllegalStateException();
                },
                command -> new Answer(0, "vpc-1\tvpc-2\n", ""));
        assertThat(two.of(vpc))
                .isInstanceOf(ImportId.Open.class)
                .asString()
                .contains("Name=tag:Name,Values=aws-prod", "vpc-1 vpc-2");
        ImportIds none = new ImportIds(
                cluster,
                JSON.createObjectNode(),
                () -> {
                    throw new IllegalStateException();
                },
                command -> new Answer(0, "None\n", ""));
        assertThat(none.of(vpc)).isInstanceOf(ImportId.Anew.class);
        ImportIds refused = new ImportIds(
                cluster,
                JSON.createObjectNode(),
                () -> {
                    throw new IllegalStateException();
                },
                command -> new Answer(254, "", "AccessDenied"));
        assertThat(refused.of(vpc)).isInstanceOf(ImportId.Open.class).asString().contains("AccessDenied");
        assertThat(refused.of(cluster.all("aws_subnet").get(0))).isInstanceOf(ImportId.Open.class);
        Resource unknown = new Resource("s", "azurerm_lb", "x", JSON.createObjectNode());
        assertThat(none.of(unknown)).asString().contains("section Import");
    }

    @Test
    void isWrittenAsHclThatHoldsAnyName() {
        Resource resource = new Resource("s", "aws_vpc", "x", JSON.createObjectNode());
        assertThat(new ImportId.Known(resource, "a\"b${c}%{d}\\").block())
                .isEqualTo("import {\n  to = aws_vpc.x\n  id = \"a\\\"b$${c}%%{d}\\\\\"\n}\n");
        assertThat(new ImportId.Open(resource, "one\ntwo").block().lines()).allMatch(line -> line.startsWith("# "));
    }

    private LostState rebuilding(String push, boolean yes) throws IOException {
        Path terraform = ProgramStandIn.of(
                folder,
                "terraform",
                "*\" init \"*) true",
                "*\"state pull\") cat state.json 2>/dev/null || true",
                "*\"state push \"*) " + push);
        LiveCluster cluster = cluster(blueprint("aws-prod-chat"), "nothing");
        Terminal terminal = new Terminal(
                new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                yes);
        return new LostState(
                "aws-prod",
                new StackDeployments(
                        stacks, Map.of("TERRAFORM_BINARY_NAME", terraform.toString()), terminal, false, Duration.ZERO),
                Map.of(),
                () -> cluster,
                terminal);
    }

    @Test
    void keepsThePasswordsOutOfTheStateAndAsTheyAre() throws IOException {
        Path imports = stacks.resolve("stacks/aws-prod-chat/import.tf");
        assertThat(rebuilding("cp \"${@: -1}\" state.json", true).rebuild(List.of("aws-prod-chat")))
                .isTrue();

        assertThat(imports)
                .content()
                .contains("id = \"application/rocketchat-mongo\"")
                .doesNotContain("kubernetes_secret_v1");
        JsonNode state = JSON.readTree(folder.resolve("state.json").toFile());
        assertThat(state.path("resources")).hasSize(8);
        JsonNode secret = state.at("/resources/0");
        assertThat(secret.path("provider").asText())
                .isEqualTo("provider[\"registry.terraform.io/hashicorp/kubernetes\"]");
        assertThat(secret.at("/instances/0/attributes/data_wo_revision").asInt())
                .isEqualTo(1);
        assertThat(secret.at("/instances/0/attributes").has("data")).isFalse();

        // what is noted is not noted again
        rebuilding("false", true).rebuild(List.of("aws-prod-chat"));
        Files.delete(imports);
    }

    @Test
    void isLeftAloneWithoutAgreementAndWhenTerraformDropsASecret() throws IOException {
        assertThatThrownBy(() -> rebuilding("cp \"${@: -1}\" state.json", false).rebuild(List.of("aws-prod-chat")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("stopped");
        assertThat(folder.resolve("state.json")).doesNotExist();
        assertThatThrownBy(() -> rebuilding("true", true).rebuild(List.of("aws-prod-chat")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("did not take the Secrets");
        Files.delete(stacks.resolve("stacks/aws-prod-chat/import.tf"));
    }
}
