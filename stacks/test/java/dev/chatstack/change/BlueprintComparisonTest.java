package dev.chatstack.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a change means")
class BlueprintComparisonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isNothingWhenOnlyTerraformsOwnWordsDiffer() {
        List<ResourceChange> changes = changes(
                resource("kubernetes_secret_v1", "{'type': 'Opaque', 'depends_on': ['a']}"),
                resource("kubernetes_secret_v1", "{'type': 'Opaque', 'depends_on': ['b'], 'lifecycle': {}}"));

        assertThat(changes).isEmpty();
        assertThat(ChangeText.of(Changes.of(changes))).containsExactly("nothing changes");
    }

    @Test
    void isNothingWhereTerraformIsToldToLookAway() {
        assertThat(changes(resource("kubernetes_stateful_set_v1", """
            {'lifecycle': {'ignore_changes': ['spec[0].volume_claim_template']},
             'spec': {'volume_claim_template': [{'size': '20Gi'}]}}\
            """), resource("kubernetes_stateful_set_v1", """
                {'lifecycle': {'ignore_changes': ['spec[0].volume_claim_template']},
                 'spec': {'volume_claim_template': [{'size': '40Gi'}]}}\
                """)))
                .isEmpty();
    }

    @Test
    void isAReplacementForArgumentsThatCannotChange() {
        List<ResourceChange> changes = changes(
                resource("google_storage_bucket", "{'name': 'backups', 'location': 'EU'}"),
                resource("google_storage_bucket", "{'name': 'backups', 'location': 'US'}"));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.REPLACED);
            assertThat(change.paths()).containsExactly("/location");
            assertThat(Impact.of(change, List.of()).severity()).isEqualTo(Impact.Severity.DATA_AT_RISK);
        });
        assertThat(ChangeText.of(Changes.of(changes)).get(0)).startsWith("DATA IS AT RISK");
    }

    @Test
    void isFollowedByTheAddonsThatANewVersionOfEksLeavesBehind() {
        assertThat(changes(
                        resource("aws_eks_cluster", "{'name': 'prod', 'version': '1.35'}"),
                        resource("aws_eks_cluster", "{'name': 'prod', 'version': '1.36'}")))
                .singleElement()
                .extracting(change -> Impact.of(change, List.of()).words())
                .isEqualTo("the control plane is altered while the chat runs; afterwards, upgrade the add-ons"
                        + " (docs/clusters-aws.md)");
        assertThat(changes(
                        resource("aws_eks_cluster", "{'name': 'prod', 'upgrade_policy': 'STANDARD'}"),
                        resource("aws_eks_cluster", "{'name': 'prod', 'upgrade_policy': 'EXTENDED'}")))
                .singleElement()
                .extracting(change -> Impact.of(change, List.of()).words())
                .isEqualTo("the control plane is altered while the chat runs");
    }

    @Test
    void isAnInterruptionForTheOnlyPodAndNoneForSeveral() {
        for (int replicas : List.of(1, 3)) {
            String body = "{'spec': {'replicas': '" + replicas + "', 'template': {'image': '%s'}}}";
            List<ResourceChange> changes = changes(
                    resource("kubernetes_deployment_v1", body.formatted("one")),
                    resource("kubernetes_deployment_v1", body.formatted("two")));

            assertThat(Impact.of(changes.get(0), List.of()).severity())
                    .isEqualTo(replicas == 1 ? Impact.Severity.DOWNTIME : Impact.Severity.RESTART);
        }
    }

    @Test
    void isAnInterruptionForTheOnlyServerOfADockerHostAndNoneForSeveral() {
        assertThat(restarts("/env", "rocketchat-0")).isEqualTo(Impact.Severity.DOWNTIME);
        assertThat(restarts("/env", "rocketchat-0", "rocketchat-1")).isEqualTo(Impact.Severity.RESTART);
        assertThat(restarts("/image", "rocketchat-0", "rocketchat-1")).isEqualTo(Impact.Severity.DOWNTIME);
        assertThat(restarts("/image", "mongodb-0", "mongodb-1")).isEqualTo(Impact.Severity.RESTART);
        assertThat(restarts("/labels", "haproxy")).isEqualTo(Impact.Severity.DOWNTIME);
        assertThat(restarts("/env", "delivery", "backup")).isEqualTo(Impact.Severity.NONE);
        assertThat(restarts("/env", "monitoring_grafana")).isEqualTo(Impact.Severity.WATCHING);
        assertThat(restarts("/memory", "rocketchat-0")).isEqualTo(Impact.Severity.NONE);
    }

    /** The worst of a change of {@code argument} of containers. */
    private static Impact.Severity restarts(String argument, String... names) {
        List<List<Resource>> sides = Stream.of("one", "two")
                .map(value -> Stream.of(names)
                        .map(name -> new Resource(
                                "stack",
                                "docker_container",
                                name,
                                JSON.createObjectNode()
                                        .put("name", "local-" + name)
                                        .put(argument.substring(1), value)))
                        .toList())
                .toList();
        return Changes.between(new Blueprint("env", sides.get(0)), new Blueprint("env", sides.get(1)))
                .worst()
                .orElseThrow();
    }

    @Test
    void reportsNoDowntimeForWhatOnlyWatches() {
        Resource release =
                new Resource("stack", "helm_release", "targets_monitoring-targets_1", JSON.createObjectNode());
        List<ResourceChange> changes =
                BlueprintComparison.between(new Blueprint("env", List.of(release)), new Blueprint("env", List.of()));

        assertThat(ChangeText.of(Changes.of(changes)))
                .containsExactly(
                        "people notice nothing; metrics, logs or alerts stop, or pause for a while",
                        "destroyed: 1",
                        "  helm release: what the chart runs ends");
    }

    @Test
    void reportsChangesThatDoTheSameTogether() {
        List<Resource> rules = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> new Resource(
                        "stack",
                        "kubernetes_network_policy_v1",
                        "rule" + i,
                        JSON.createObjectNode().put("name", "rule-" + i)))
                .toList();

        assertThat(ChangeText.of(Changes.between(new Blueprint("env", List.of()), new Blueprint("env", rules))))
                .contains("  6 × network policy (rule-0, rule-1, rule-2, rule-3 ...): who may talk to whom changes at"
                        + " once");
    }

    @Test
    void isSaidWithTheWorstFirst() {
        Blueprint before = new Blueprint(
                "env",
                List.of(
                        resource("kubernetes_config_map_v1", "{'data': {}}"),
                        resource("google_container_cluster", "{'name': 'c'}")));
        Blueprint after = new Blueprint(
                "env",
                List.of(
                        resource("kubernetes_config_map_v1", "{'data': {'a': 'b'}}"),
                        resource("aws_vpc", "{'cidr_block': '10.0.0.0/16'}")));

        List<ResourceChange> changes = BlueprintComparison.between(before, after);

        assertThat(changes)
                .extracting(ResourceChange::kind)
                .containsExactly(Change.Kind.DESTROYED, Change.Kind.CHANGED, Change.Kind.CREATED);
        assertThat(ChangeText.of(Changes.of(changes)))
                .containsSequence("destroyed: 1")
                .anyMatch(line -> line.contains("restore from a backup"));
    }

    private static List<ResourceChange> changes(Resource before, Resource after) {
        return BlueprintComparison.between(new Blueprint("env", List.of(before)), new Blueprint("env", List.of(after)));
    }

    private static Resource resource(String type, String body) {
        try {
            return new Resource("stack", type, "it", JSON.readTree(body.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
