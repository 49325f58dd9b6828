package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.golden.Walk.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks from each workload, as an attacker would who has taken it. What a walk finds is in {@code test/resources/walks}, to be read when
 * it changes ({@code -Dgolden.update=true}); what it must never find is here.
 */
@DisplayName("An attacker who has one workload")
class WalkTest {
    private static final String INTERNET = "0.0.0.0/0";

    /** Where a sidecar shows its numbers. */
    private static final String NUMBERS = "application-monitoring/any pod 15090";

    static Stream<Walk> walks() {
        return Stream.of("aws-prod", "azure-prod", "gcp-dev", "k3s-chathub", "microservices-prod", "openshift-prod")
                .map(Walk::of);
    }

    @ParameterizedTest
    @MethodSource("walks")
    void findsWhatIsReviewed(Walk walk) throws IOException {
        Path reviewed = Path.of("test", "resources", "walks", walk.environment() + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(reviewed.getParent());
            Files.writeString(reviewed, walk.text());
        }

        assertThat(reviewed).exists().content().isEqualTo(walk.text());
    }

    /** Root of the database, and the key by which its members know each other, belong to the members alone. */
    @ParameterizedTest
    @MethodSource("walks")
    void isNotRootOfTheDatabaseButOnAMemberOfIt(Walk walk) {
        assertThat(walk.workloads())
                .filteredOn(workload -> has(workload, ".*-mongo-(root|key)( .*)?"))
                .extracting(Workload::name)
                .allMatch(name -> name.endsWith("-mongo"));
    }

    @ParameterizedTest
    @MethodSource("walks")
    void restoresOnlyAsTheRestore(Walk walk) {
        assertThat(walk.workloads())
                .filteredOn(workload -> has(workload, ".*-mongo-restore( .*)?"))
                .extracting(Workload::name)
                .allMatch(name ->
                        name.matches(".*/(mongodb-restore|mongodb-restore-beside|rocketchat-rehearsal|.*-mongo)"));
    }

    /** Whoever talks to people from outside has no token. */
    @ParameterizedTest
    @MethodSource("walks")
    void asksTheApiServerNothingWhereTheWorldComesIn(Walk walk) {
        assertThat(walk.workloads())
                .filteredOn(workload -> !workload.calls().isEmpty())
                .allSatisfy(workload -> assertThat(workload.in()).allMatch(NUMBERS::equals));
    }

    @ParameterizedTest
    @MethodSource("walks")
    void readsNoSecretOfTheClusterAndEntersNoPod(Walk walk) {
        assertThat(walk.workloads()).allSatisfy(workload -> assertThat(workload.calls())
                .noneMatch(call -> call.matches(".*(secrets|exec|attach|impersonate|escalate|bind|\\*).*")));
    }

    @ParameterizedTest
    @MethodSource("walks")
    void deletesFromABucketOnlyWhatIsForThat(Walk walk) {
        assertThat(walk.workloads())
                .filteredOn(workload -> workload.cloud().stream().anyMatch(WalkTest::deletes))
                .extracting(Workload::name)
                .isSubsetOf(List.of("application/mongodb-backup-retention", "application/rocketchat-server"));
        assertThat(walk.workloads()).allSatisfy(workload -> assertThat(workload.cloud())
                .noneMatch(right -> right.matches(".*([Oo]wner|Contributor|[Aa]dmin|roles/editor|containers/delete).*")
                        || right.contains("DeleteObjectVersion")
                        || right.contains("DeleteBucket")
                        || right.contains(":*")));
    }

    @ParameterizedTest
    @MethodSource("walks")
    void reachesNoDatabaseFromOutsideAndNoOutsideFromTheDatabase(Walk walk) {
        assertThat(walk.workloads())
                .filteredOn(workload -> workload.name().endsWith("-mongo"))
                .allSatisfy(member -> {
                    assertThat(member.out()).noneMatch(path -> path.contains(INTERNET) || path.startsWith("anyone"));
                    assertThat(member.in()).noneMatch(path -> path.startsWith("any") || path.contains(INTERNET));
                });
    }

    @ParameterizedTest
    @MethodSource("walks")
    void reachesNothingThatNoRuleOpens(Walk walk) {
        assertThat(everything(walk)).hasSizeGreaterThan(10).allSatisfy(pods -> {
            assertThat(pods.out()).noneMatch(path -> path.contains("no rule denies"));
            assertThat(pods.in()).noneMatch(path -> path.contains("no rule denies"));
        });
    }

    /** A controller of the cloud has to do with load balancers and nodes. */
    @ParameterizedTest
    @MethodSource("walks")
    void readsNoBucketAndGivesNoRightsAsAControllerOfTheCloud(Walk walk) {
        assertThat(walk.ofCharts()).allSatisfy(pods -> assertThat(pods.cloud())
                .noneMatch(right -> right.matches(
                        ".*(s3:|[Ss]torage|blobs/|[Oo]wner|[Aa]dministrator|roles/editor|secretsmanager:|ssm:|kms:"
                                + "|(?<!:)iam:(?!CreateServiceLinkedRole)|sts:).*")));
    }

    /** Each gives one thing more; the walk must see it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kubernetes_cluster_role_binding_v1 | {"role_ref": {"name": "cluster-admin"}, "subject": [{"kind": "ServiceAccount", "name": "mongodb-restore", "namespace": "application"}]} | application/mongodb-restore | may: * of cluster-admin
            kubernetes_cluster_role_binding_v1 | {"role_ref": {"name": "edit"}, "subject": [{"kind": "Group", "name": "system:serviceaccounts"}]} | application/disk-snapshots | may: * of edit
            aws_iam_role_policy_attachment | {"role": "${ROLE.name}", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"} | application/rocketchat-server | cloud: arn:aws:iam::aws:policy/AdministratorAccess
            kubernetes_network_policy_v1 | {"metadata": {"namespace": "application"}, "spec": {"pod_selector": {}, "policy_types": ["Egress"], "egress": [{}]}} | application/rocketchat-server | out: anyone
            kubernetes_network_policy_v1 | {"metadata": {"namespace": "elsewhere"}, "spec": {"pod_selector": {"match_labels": {"app": "open"}}, "policy_types": ["Ingress"]}} | elsewhere/open | out: anyone, for no rule denies it
            kubernetes_deployment_v1 | {"metadata": {"namespace": "application", "name": "own"}, "spec": {"template": {"spec": {"service_account_name": "mongodb-restore", "automount_service_account_token": false, "volume": [{"projected": {"sources": [{"service_account_token": {"path": "t"}}, {"secret": {"name": "loot"}}]}}]}}}} | application/own | may: get, list, watch pods
            kubernetes_deployment_v1 | {"metadata": {"namespace": "application", "name": "own"}, "spec": {"template": {"spec": {"volume": [{"projected": {"sources": [{"secret": {"name": "loot"}}]}}]}}}} | application/own | secrets: loot
            """)
    void seesWhatIsGivenMore(String type, String body, String pods, String line) {
        Walk walk = Walk.of("aws-prod");
        String role = walk.resources().get("aws_eks_pod_identity_association").stream()
                .filter(each -> each.path("service_account").asText().equals("rocketchat-server"))
                .map(each -> each.path("role_arn").asText().replaceAll("\\$\\{(.*)\\.arn}", "$1"))
                .findFirst()
                .orElseThrow();

        assertThat(told(walk, pods)).doesNotContain(line);
        assertThat(told(walk.with(type, "more", body.replace("ROLE", role)), pods))
                .contains(line);
    }

    /** What the walk tells of these pods. */
    private static List<String> told(Walk walk, String pods) {
        return walk.text()
                .lines()
                .dropWhile(line -> !line.equals(pods))
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    private static List<Workload> everything(Walk walk) {
        return Stream.concat(walk.workloads().stream(), walk.ofCharts().stream())
                .filter(pods -> !pods.name().startsWith("account "))
                .toList();
    }

    /** Google's objectUser writes and deletes; its objectCreator and objectViewer do neither. */
    private static boolean deletes(String right) {
        return right.matches(".*(Delete|blobs/delete|objectUser).*");
    }

    private static boolean has(Workload workload, String secret) {
        Set<String> secrets = workload.secrets();
        return secrets.stream().anyMatch(name -> name.matches(secret));
    }
}
