package dev.chatstack.deploy;

import static dev.chatstack.deploy.TerraformStandIn.change;
import static dev.chatstack.deploy.TerraformStandIn.error;
import static dev.chatstack.deploy.TerraformStandIn.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.change.TerraformPlan;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.host.RollingReplacementTest;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("up and down")
class DeploymentTest {
    private static final String NAMESPACE = change("kubernetes_namespace_v1", "application", "\"create\"", "");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private TerraformStandIn terraform;

    @BeforeEach
    void standsIn() throws IOException {
        terraform = TerraformStandIn.in(folder);
    }

    private Terminal terminal(String answers, boolean yes) {
        return new Terminal(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                yes);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Environment environment(String name) {
        Environment environment = ConfigLoader.load(Path.of("..", "config", name + ".yaml"));
        new Synthesis(List.of(environment), Optional.empty()).writeTo(folder.resolve("out"));
        return environment;
    }

    private StackDeployments stacks(Terminal terminal) {
        return new StackDeployments(
                folder.resolve("out"),
                Map.of("TERRAFORM_BINARY_NAME", terraform.program().toString()),
                terminal,
                false,
                Duration.ZERO);
    }

    private void up(String name, Terminal terminal) {
        new Deployment(
                        environment(name),
                        folder.resolve("out"),
                        stacks(terminal),
                        Optional.of(new ClusterAccess.Kubeconfig("/nowhere", Optional.empty())),
                        terminal)
                .up(false);
    }

    private void down(String name, Terminal terminal, boolean data) {
        new Removal(environment(name), folder.resolve("out"), stacks(terminal), terminal).down(data);
    }

    @Test
    void deploysEachStackInOrderAndSaysWhereTheChatIs() throws IOException {
        terraform.plans(plan(NAMESPACE)).prints("outputs", """
            {"url": {"value": "https://chat.example.org"}, "address": {"value": "192.0.2.7"},
             "admin-password": {"value": "kubectl get secret"}, "kubeconfig": {"value": "gcloud get"}}\
            """);
        up("gcp-dev", terminal("y\ny\ny\n", false));

        assertThat(terraform.told())
                .containsExactly(
                        "gcp-dev-cluster init -input=false -no-color",
                        "gcp-dev-cluster plan -input=false -no-color -out=PLAN",
                        "gcp-dev-cluster show -json PLAN",
                        "gcp-dev-cluster show -json PLAN",
                        "gcp-dev-cluster apply -input=false -no-color -json PLAN",
                        "gcp-dev-cluster output -json",
                        "gcp-dev-platform init -input=false -no-color",
                        "gcp-dev-platform plan -input=false -no-color -out=PLAN",
                        "gcp-dev-platform show -json PLAN",
                        "gcp-dev-platform show -json PLAN",
                        "gcp-dev-platform apply -input=false -no-color -json PLAN",
                        "gcp-dev-platform output -json",
                        "gcp-dev-chat init -input=false -no-color",
                        "gcp-dev-chat plan -input=false -no-color -out=PLAN",
                        "gcp-dev-chat show -json PLAN",
                        "gcp-dev-chat show -json PLAN",
                        "gcp-dev-chat apply -input=false -no-color -json PLAN",
                        "gcp-dev-chat output -json");
        assertThat(said())
                .contains(
                        "[1/3] gcp-dev-cluster\n  created: 1\n  Deploy this? [y/N] ",
                        "The chat:   https://chat.example.org\n"
                                + "DNS record: chat.dev.example.org  A  192.0.2.7  (create it now)\n",
                        "Sign in:    as admin. This prints the password:\n            kubectl get secret\n",
                        "Next:       ./chatstack verify -e gcp-dev\n");
    }

    @Test
    void changesNothingWhenThePersonDisagreesOrNobodyIsThere() throws IOException {
        terraform.plans(plan(NAMESPACE));

        assertThatThrownBy(() -> up("gcp-dev", terminal("n\n", false)))
                .isInstanceOf(UserError.class)
                .hasMessage("stopped: you answered no. Stacks that are deployed stay as they are");
        assertThatThrownBy(() -> up("gcp-dev", terminal("", false)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nobody answered", "--yes");
        assertThat(terraform.told()).noneMatch(line -> line.contains(" apply "));
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        terraform.prints("plan-gcp-dev-chat", plan(NAMESPACE));
        up("gcp-dev", terminal("", true));

        assertThat(said())
                .contains("[1/3] gcp-dev-cluster\n  nothing to change\n", "[3/3] gcp-dev-chat\n  created: 1\n");
        assertThat(terraform.told().stream().filter(line -> line.contains(" apply ")))
                .containsExactly("gcp-dev-chat apply -input=false -no-color -json PLAN");
    }

    @Test
    void asksAPersonWhenDataIsAtRisk() throws IOException {
        terraform.plans(plan(change("kubernetes_namespace_v1", "application", "\"delete\"", "")));

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--data-at-risk");
        assertThat(said()).contains("DATA IS AT RISK");
        assertThat(terraform.told()).noneMatch(line -> line.contains(" apply "));
    }

    @Test
    void refusesAVersionToWhichTheDatabaseDoesNotGo() throws IOException {
        String image = "{\"image\": \"registry.rocket.chat/rocketchat/rocket.chat:%s\"}";
        String change =
                "{\"resource_changes\": [{\"address\": \"a.b\", \"type\": \"kubernetes_deployment_v1\", \"name\":"
                        + " \"b\", \"change\": {\"actions\": [\"update\"], \"before\": %s, \"after\": %s}}]}";
        terraform.plans(change.formatted(image.formatted("7.11.0"), image.formatted("9.0.0")));
        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("refused: Rocket.Chat 7.11.0 to 9.0.0: skips a major version");
        terraform.plans(change.formatted(image.formatted("9.0.0"), image.formatted("8.9.0")));
        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--data-at-risk");
        assertThat(terraform.told()).noneMatch(line -> line.contains(" apply "));
    }

    @Test
    void saysWhatFailedAndWhatToType() throws IOException {
        terraform
                .plans(plan(change("kubernetes_stateful_set_v1", "rocketchat-mongo", "\"create\"", "application")))
                .reports(error("statefulsets.apps already exists", "", "kubernetes_stateful_set_v1.rocketchat-mongo"))
                .prints("code", "1");

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gcp-dev-cluster failed after 0 s. 0 of 1 are done and stay.")
                .hasMessageContaining("- stateful set rocketchat-mongo: statefulsets.apps already exists\n")
                .hasMessageContaining(
                        "  import 'kubernetes_stateful_set_v1.rocketchat-mongo' 'application/rocketchat-mongo'\n"
                                .substring(2))
                .hasMessageEndingWith("docs/interrupted.md knows more.");
    }

    @Test
    void saysHowAReleaseOfHelmIsFreedThatIsStillMarkedAsPending() throws IOException {
        String address = "helm_release.istiod";
        terraform
                .plans(plan("""
                    {"address": "helm_release.istiod", "type": "helm_release", "name": "istiod",
                     "change": {"actions": ["update"], "before": {}, "after": {"name": "istiod", "namespace": "istio-system"}}}\
                    """))
                .reports(error("another operation (install/upgrade/rollback) is in progress", "", address))
                .prints("code", "1");

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .hasMessageContaining(
                        "  helm -n istio-system history istiod   # REVISION is the last that is `deployed`\n")
                .hasMessageContaining("  helm -n istio-system rollback istiod REVISION\n")
                .hasMessageContaining("Then run the same command again.");

        terraform.reports(error("cannot re-use a name that is still in use", "", address));

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .hasMessageContaining("  helm -n istio-system uninstall istiod\n")
                .hasMessageNotContaining("rollback");
    }

    @Test
    void importsNothingThatTerraformReplacesUnderTheSameName() throws IOException {
        terraform
                .plans(plan(change("google_compute_subnetwork", "nodes", "\"create\", \"delete\"", "")))
                .reports(error("Error 409: The resource already exists", "", "google_compute_subnetwork.nodes"))
                .prints("code", "1");

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .hasMessageContaining("the name is taken. Nothing was removed.")
                .hasMessageNotContaining(" import ");
    }

    @Test
    void saysWhoHoldsTheLock() throws IOException {
        terraform
                .plans(plan(NAMESPACE))
                .reports(error(
                        "Error acquiring the state lock",
                        "Lock Info:\\n  ID:        7f3\\n  Who:       ann@laptop\\n  Created:   2026-11-29",
                        ""))
                .prints("code", "1");

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .hasMessageContaining("Another deploy holds the state (who ann@laptop, created 2026-11-29)")
                .hasMessageContaining("/stacks/gcp-dev-cluster force-unlock 7f3");
    }

    @Test
    void showsWhatTerraformSaysWhenItCannotEvenBegin() throws IOException {
        terraform.prints("broken-init", "Error: Failed to get existing workspaces: AccessDenied\n");

        assertThatThrownBy(() -> up("gcp-dev", terminal("", true)))
                .hasMessageContaining("gcp-dev-cluster: terraform init failed:")
                .hasMessageContaining("AccessDenied");
    }

    @Test
    void replacesServersOfADockerHostOneAfterTheOther() throws IOException {
        terraform.plans(RollingReplacementTest.plan(
                RollingReplacementTest.replaced("rocketchat", 1), RollingReplacementTest.replaced("rocketchat", 0)));
        up("local", terminal("", true));

        assertThat(terraform.told().stream().filter(line -> line.contains(" apply ")))
                .containsExactly(
                        "local apply -input=false -no-color -json -auto-approve -target=docker_container.rocketchat-0",
                        "local apply -input=false -no-color -json -auto-approve -target=docker_container.rocketchat-1",
                        "local apply -input=false -no-color -json -auto-approve");
    }

    @Test
    void removesTheLastStackFirstAndSaysWhatStays() throws IOException {
        terraform.plans(plan(change("kubernetes_namespace_v1", "application", "\"delete\"", "")));
        down("gcp-dev", terminal("y\ny\ny\n", false), false);

        assertThat(terraform.told().stream().filter(line -> line.contains(" plan ")))
                .containsExactly(
                        "gcp-dev-chat plan -input=false -no-color -out=PLAN -destroy",
                        "gcp-dev-platform plan -input=false -no-color -out=PLAN -destroy",
                        "gcp-dev-cluster plan -input=false -no-color -out=PLAN -destroy");
        assertThat(said())
                .contains(
                        "[1/3] gcp-dev-chat\n  deletes 1 resources of gcp-dev-chat\n  Delete them? [y/N] ",
                        "- the database's disks\n    find:   gcloud compute disks list --filter='name~pvc'",
                        "The database's disks cost $10/month until you delete them.");
    }

    /** The stacks above read the cluster: a plan of theirs would fail. */
    @Test
    void removesTheClusterOfAnEnvironmentThatGotNoFurther() throws IOException {
        terraform
                .plans(plan(change("google_compute_network", "network", "\"delete\"", "")))
                .prints("states-gcp-dev-chat", "")
                .prints("states-gcp-dev-platform", "");
        down("gcp-dev", terminal("y\n", false), false);

        assertThat(terraform.told().stream().filter(line -> line.contains(" plan ") || line.contains(" apply ")))
                .containsExactly(
                        "gcp-dev-cluster plan -input=false -no-color -out=PLAN -destroy",
                        "gcp-dev-cluster apply -input=false -no-color -json PLAN");
        assertThat(said())
                .contains(
                        "[1/3] gcp-dev-chat\n  nothing is deployed\n",
                        "[2/3] gcp-dev-platform\n  nothing is deployed\n");
    }

    @Test
    void leavesStacksAloneThatWereNeverMade() throws IOException {
        terraform.prints("states", "");
        down("gcp-dev", terminal("", false), false);

        assertThat(terraform.told()).noneMatch(line -> line.contains(" plan "));
        assertThat(said()).contains("[3/3] gcp-dev-cluster\n  nothing is deployed\n");
    }

    @Test
    void removesNothingThatIsProtectedAndNoDataOfACluster() {
        assertThatThrownBy(() -> down("aws-prod", terminal("", true), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("aws-prod: deletionProtection is true");
        assertThatThrownBy(() -> down("gcp-dev", terminal("", true), true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--delete-data: only a Docker host has it");
    }

    @Test
    void explainsAgainstWhatIsDeployed() throws IOException {
        terraform.prints("plan-gcp-dev-chat", plan(change("kubernetes_namespace_v1", "application", "\"delete\"", "")));
        var unused = environment("gcp-dev");

        Map<String, TerraformPlan> plans =
                stacks(terminal("", false)).plans(List.of("gcp-dev-platform", "gcp-dev-chat"));

        assertThat(plans.get("gcp-dev-platform").lines()).containsExactly("nothing changes");
        assertThat(plans.get("gcp-dev-chat").lines())
                .startsWith("DATA IS AT RISK: make a backup first, and read what follows line by line");
        assertThat(terraform.told()).noneMatch(line -> line.contains(" apply "));
    }

    @Test
    void knowsTheVolumesOfADockerHostThatOutliveIt() throws IOException {
        var unused = environment("local");

        assertThat(DataVolumes.in(folder.resolve("out"), "local"))
                .contains("local-mongodb-0", "local-passwords", "local-prometheus", "local-loki", "local-grafana")
                .noneMatch(name -> name.endsWith("-files"));
    }
}
