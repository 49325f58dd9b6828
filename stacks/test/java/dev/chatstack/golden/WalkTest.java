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
                .noneMatch(right -> right.matches(".*(Owner|Contributor|[Aa]dmin|roles/editor|containers/delete).*")
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

    /** Google's objectUser writes and deletes; its objectCreator and objectViewer do neither. */
    private static boolean deletes(String right) {
        return right.matches(".*(Delete|blobs/delete|objectUser).*");
    }

    private static boolean has(Workload workload, String secret) {
        Set<String> secrets = workload.secrets();
        return secrets.stream().anyMatch(name -> name.matches(secret));
    }
}
