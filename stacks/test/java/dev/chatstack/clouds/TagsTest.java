package dev.chatstack.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks over every resource of a cloud, and asks the provider's own classes whether it can have tags. */
@DisplayName("The tags of an organisation")
class TagsTest {
    private static final Map<String, String> GIVEN = Map.of("cost-center", "1234", "owner", "chat-team");

    private static final String SETTING = "{cost-center: \"1234\", owner: chat-team}";

    private static final EnvironmentFile AWS =
            EnvironmentFile.shipped("aws-prod").replace("\ncloud:\n", "\ncloud:\n  tags: " + SETTING + "\n");

    private static final EnvironmentFile AZURE =
            EnvironmentFile.shipped("azure-prod").replace("\ncloud:\n", "\ncloud:\n  tags: " + SETTING + "\n");

    private static final EnvironmentFile GOOGLE =
            EnvironmentFile.shipped("gcp-dev").replace("\ncloud:\n", "\ncloud:\n  labels: " + SETTING + "\n");

    @Test
    void standOnEveryResourceOfAws() {
        assertThat(untagged(AWS.load(), "aws", "setTags", "tags", "/provider/aws/0/default_tags/0/tags"))
                .isEmpty();
    }

    @Test
    void standOnEveryResourceOfAzure() {
        assertThat(untagged(AZURE.load(), "azurerm", "setTags", "tags", "/none"))
                .isEmpty();
        // the NAT gateway, its address and a spot pool are not in the shipped file
        EnvironmentFile more =
                EnvironmentFile.AZURE.cloud("network: {egress: natGateway}\nuserNodes: {spot: true}\ntags: " + SETTING);
        assertThat(untagged(more.load(), "azurerm", "setTags", "tags", "/none")).isEmpty();
    }

    @Test
    void standOnEveryResourceOfGoogle() {
        assertThat(untagged(GOOGLE.load(), "google", "setLabels", "labels", "/provider/google/0/default_labels"))
                .isEmpty();
        assertThat(untagged(GOOGLE.load(), "google", "setResourceLabels", "resource_labels", "/none"))
                .isEmpty();
    }

    @Test
    void standOnAMachineOfGoogleAndItsDisks() {
        EnvironmentFile machine = EnvironmentFile.shipped("google-host")
                .replace("    at: google\n", "    at: google\n    labels: " + SETTING + "\n");

        assertThat(untagged(machine.load(), "google", "setLabels", "labels", "/provider/google/0/default_labels"))
                .isEmpty();
    }

    @Test
    void standOnMachinesDisksAndNetworkCardsThatNodeGroupsMake() {
        JsonNode template = Stacks.of(AWS.load(), "cluster").only("aws_launch_template");

        assertThat(template.path("tag_specifications"))
                .extracting(made -> made.path("resource_type").asText())
                .containsExactly("instance", "volume", "network-interface");
        assertThat(template.path("tag_specifications"))
                .allSatisfy(made -> assertThat(texts(made.path("tags"))).containsAllEntriesOf(GIVEN));
        assertThat(texts(Stacks.of(AZURE.load(), "cluster")
                        .only("azurerm_kubernetes_cluster")
                        .at("/default_node_pool/tags")))
                .containsAllEntriesOf(GIVEN)
                .containsEntry("environment", "prod");
        assertThat(texts(Stacks.of(GOOGLE.load(), "cluster")
                        .only("google_container_node_pool")
                        .at("/node_config/resource_labels")))
                .containsAllEntriesOf(GIVEN);
    }

    @Test
    void standOnWhatControllersMake() {
        Synth cluster = Stacks.of(AWS.load(), "cluster");
        JsonNode driver = addon(cluster, "aws-ebs-csi-driver");
        assertThat(texts(driver.at("/controller/extraVolumeTags"))).containsAllEntriesOf(GIVEN);
        assertThat(addon(cluster, "vpc-cni").at("/env/ADDITIONAL_ENI_TAGS").asText())
                .isEqualTo("{\"cost-center\":\"1234\",\"owner\":\"chat-team\"}");
        JsonNode controller = Stacks.of(AWS.load(), "platform").values("aws-load-balancer-controller");
        assertThat(texts(controller.path("defaultTags"))).isEqualTo(GIVEN);
        String joined = "cost-center=1234,owner=chat-team";
        assertThat(storageClass(AZURE).at("/parameters/tags").asText()).isEqualTo(joined);
        assertThat(storageClass(GOOGLE).at("/parameters/labels").asText()).isEqualTo(joined);
    }

    @Test
    void winOverOursOfTheSameNameWhateverItsCase() {
        Environment environment =
                EnvironmentFile.AWS.cloud("tags: {Environment: production}").load();

        assertThat(texts(Stacks.of(environment, "cluster").root().at("/provider/aws/0/default_tags/0/tags")))
                .isEqualTo(Map.of("Environment", "production", "managed-by", "chatstack"));
    }

    /** Resources that can have tags, by {@code setter} of their class, and have not, in {@code attribute} or by {@code byDefault} of the provider. */
    private static List<String> untagged(
            Environment environment, String provider, String setter, String attribute, String byDefault) {
        List<String> untagged = new ArrayList<>();
        List<String> tagged = new ArrayList<>();
        Stacks.all(environment).forEach((name, stack) -> {
            Map<String, String> everywhere = texts(stack.root().at(byDefault));
            stack.root().path("resource").properties().forEach(type -> {
                if (!type.getKey().startsWith(provider + "_") || !canHave(provider, type.getKey(), setter)) {
                    return;
                }
                type.getValue().properties().forEach(resource -> {
                    Map<String, String> tags = new TreeMap<>(everywhere);
                    tags.putAll(texts(resource.getValue().path(attribute)));
                    (tags.entrySet().containsAll(GIVEN.entrySet()) ? tagged : untagged)
                            .add(name + ": " + type.getKey() + "." + resource.getKey());
                });
            });
        });
        assertThat(untagged.isEmpty() && tagged.isEmpty())
                .as("no resource of %s", provider)
                .isFalse();
        return untagged;
    }

    /** {@code aws_eks_node_group} is the class {@code eks_node_group.EksNodeGroup}; some names have an A behind them. */
    private static boolean canHave(String provider, String type, String setter) {
        String folder = type.substring(provider.length() + 1);
        String name = Pattern.compile("(?:^|_)([a-z0-9])").matcher(folder).replaceAll(letter -> letter.group(1)
                .toUpperCase(Locale.ROOT));
        String qualified = "com.hashicorp.cdktf.providers." + provider + "." + folder + "." + name;
        for (String each : List.of(qualified, qualified + "A")) {
            try {
                return Arrays.stream(Class.forName(each).getMethods())
                        .anyMatch(method -> method.getName().equals(setter));
            } catch (ClassNotFoundException e) {
                // the next one
            }
        }
        throw new AssertionError("no class of " + type);
    }

    private static JsonNode storageClass(EnvironmentFile file) {
        return Stacks.of(file.load(), "platform").named("kubernetes_storage_class_v1", "mongodb-storage");
    }

    private static JsonNode addon(Synth cluster, String name) {
        return cluster.all("aws_eks_addon").stream()
                .filter(addon -> addon.path("addon_name").asText().equals(name))
                .map(addon -> json(addon.path("configuration_values").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
