package dev.chatstack.verify.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.PublicAccess;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.live.Answer;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.ProgramStandIn;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check passes while all is well, and fails once what it checks is open. kubectl is a stand-in that gives lists by their kind. */
@DisplayName("A check of the security of a running environment")
class SecurityChecksTest {
    private static final Set<String> OURS = Set.of("chat", "agents");
    private static final Set<String> AGENTS = Set.of("agents");
    private static final String READ = "{\"apiGroups\": [\"\"], \"resources\": [\"pods\"], \"verbs\": [\"get\"]}";
    private static final String LOCKED =
            "\"securityContext\": {\"runAsNonRoot\": true, \"allowPrivilegeEscalation\": false}";

    @TempDir
    Path folder;

    private LiveCluster cluster(Map<String, String> items) throws IOException {
        Map<String, String> all = new TreeMap<>(items);
        List.of(
                        "clusterroles",
                        "roles",
                        "clusterrolebindings",
                        "rolebindings",
                        "pods",
                        "services",
                        "namespaces",
                        "networkpolicies")
                .forEach(kind -> all.putIfAbsent(kind, ""));
        List<String> cases = new ArrayList<>(all.entrySet().stream()
                .map(list -> "\"get " + list.getKey() + " \"*) echo '{\"items\": [" + list.getValue() + "]}'")
                .toList());
        cases.add("\"auth can-i\"*) echo " + items.getOrDefault("can-i", "no"));
        Path kubectl = ProgramStandIn.of(folder, "kubectl", cases.toArray(String[]::new));
        return new LiveCluster(Kubectl.called(kubectl.toString()));
    }

    private static void passes(Check check) {
        Finding finding = check.examine();
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Finding.Verdict.PASSED);
    }

    private static void fails(Check check, String found) {
        Finding finding = check.examine();
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Finding.Verdict.FAILED);
        assertThat(finding.found()).contains(found);
        assertThat(finding.next()).isNotBlank();
    }

    private static String role(String name, String rules) {
        return "{\"metadata\": {\"name\": \"%s\"}, \"rules\": [%s]}".formatted(name, rules);
    }

    private static String binding(String role, String subject) {
        return "{\"metadata\": {\"name\": \"b\"}, \"roleRef\": {\"kind\": \"ClusterRole\", \"name\": \"%s\"}, \"subjects\": [%s]}"
                .formatted(role, subject);
    }

    private static String account(String namespace, String name) {
        return "{\"kind\": \"ServiceAccount\", \"namespace\": \"%s\", \"name\": \"%s\"}".formatted(namespace, name);
    }

    private static String rule(String resources, String verbs) {
        return "{\"apiGroups\": [\"\"], \"resources\": [\"%s\"], \"verbs\": [\"%s\"]}".formatted(resources, verbs);
    }

    @Test
    void findsAnAccountThatHasTheCluster() throws IOException {
        String bound = binding("r", account("chat", "server"));
        passes(new AccountsReadNoSecrets(
                cluster(Map.of("clusterroles", role("r", READ), "clusterrolebindings", bound)), OURS));
        for (String telling : List.of(
                rule("secrets", "list"),
                rule("pods/exec", "create"),
                rule("users", "impersonate"),
                rule("*", "get"),
                rule("deployments", "patch"),
                rule("clusterroles", "escalate"))) {
            fails(
                    new AccountsReadNoSecrets(
                            cluster(Map.of("clusterroles", role("r", telling), "clusterrolebindings", bound)), OURS),
                    "chat/server: ");
        }
        fails(
                new AccountsReadNoSecrets(
                        cluster(Map.of(
                                "clusterroles",
                                role("r", READ),
                                "clusterrolebindings",
                                binding("r", account("chat", "default")))),
                        OURS),
                "every pod that names no account");
        passes(new AccountsReadNoSecrets(
                cluster(Map.of(
                        "clusterroles",
                        role("r", rule("secrets", "list")),
                        "clusterrolebindings",
                        binding("r", account("others", "server")))),
                OURS));
    }

    @Test
    void findsWhatEverybodyMay() throws IOException {
        String everybody = "{\"kind\": \"Group\", \"name\": \"system:authenticated\"}";
        passes(new AnonymousMayNothing(
                cluster(Map.of("clusterroles", role("r", READ), "clusterrolebindings", binding("r", everybody)))));
        fails(
                new AnonymousMayNothing(cluster(Map.of(
                        "clusterroles",
                        role("r", rule("secrets", "get")),
                        "clusterrolebindings",
                        binding("r", everybody)))),
                "clusterrolebinding b");
        fails(new AnonymousMayNothing(cluster(Map.of("can-i", "yes"))), "anonymous requests read Secrets");
    }

    private static String namespace(String name, String level) {
        return "{\"metadata\": {\"name\": \"%s\", \"labels\": {\"pod-security.kubernetes.io/enforce\": \"%s\"}}}"
                .formatted(name, level);
    }

    @Test
    void findsANamespaceThatTakesAnyPod() throws IOException {
        String agents = namespace("agents", "privileged");
        passes(new NamespacesAreRestricted(
                cluster(Map.of("namespaces", namespace("chat", "restricted") + "," + agents)), OURS, AGENTS));
        fails(
                new NamespacesAreRestricted(
                        cluster(Map.of("namespaces", namespace("chat", "baseline") + "," + agents)), OURS, AGENTS),
                "chat: baseline");
    }

    private static String pod(String namespace, String spec) {
        return "{\"metadata\": {\"name\": \"p\", \"namespace\": \"%s\"}, \"spec\": {%s}}".formatted(namespace, spec);
    }

    private static String container(String more) {
        return "\"containers\": [{\"name\": \"c\"" + more + "}]";
    }

    @Test
    void findsAPodThatHasItsNode() throws IOException {
        passes(new PodsAreLockedIn(
                cluster(Map.of(
                        "pods",
                        pod("chat", container(", " + LOCKED)) + ","
                                + pod("agents", "\"hostPID\": true, " + container("")))),
                OURS,
                AGENTS));
        Map<String, String> open = Map.of(
                "\"hostNetwork\": true, " + container(", " + LOCKED),
                "hostNetwork",
                "\"volumes\": [{\"hostPath\": {\"path\": \"/\"}}], " + container(", " + LOCKED),
                "hostPath /",
                container(""),
                "may be root",
                container(", \"securityContext\": {\"runAsNonRoot\": true, \"privileged\": true}"),
                "privileged",
                container(", \"securityContext\": {\"runAsNonRoot\": true, \"capabilities\": {\"add\":"
                        + " [\"NET_ADMIN\"]}}"),
                "capability NET_ADMIN",
                container(", \"ports\": [{\"hostPort\": 80}], " + LOCKED),
                "hostPort 80");
        for (Map.Entry<String, String> each : open.entrySet()) {
            fails(
                    new PodsAreLockedIn(cluster(Map.of("pods", pod("chat", each.getKey()))), OURS, AGENTS),
                    "chat/p: " + each.getValue());
        }
    }

    private static String service(String name, String spec) {
        return "{\"metadata\": {\"name\": \"%s\", \"namespace\": \"chat\"}, \"spec\": {%s}}".formatted(name, spec);
    }

    @Test
    void findsADoorThatNobodyAskedFor() throws IOException {
        Blueprint none = new Blueprint("prod", List.of());
        passes(new DoorsAreClosed(cluster(Map.of("services", service("s", "\"type\": \"ClusterIP\""))), OURS, none));
        Map.of(
                        "\"type\": \"NodePort\"", "chat/s: NodePort",
                        "\"type\": \"ClusterIP\", \"externalIPs\": [\"192.0.2.1\"]", "chat/s: externalIPs",
                        "\"type\": \"LoadBalancer\"", "chat/s: LoadBalancer")
                .forEach((spec, found) -> {
                    try {
                        fails(new DoorsAreClosed(cluster(Map.of("services", service("s", spec))), OURS, none), found);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String policy(String name, String spec) {
        return "{\"metadata\": {\"name\": \"%s\", \"namespace\": \"chat\"}, \"spec\": {%s}}".formatted(name, spec);
    }

    @Test
    void findsANetworkThatIsOpen() throws IOException {
        Set<String> chat = Set.of("chat");
        String deny = policy("deny-all", "\"podSelector\": {}, \"policyTypes\": [\"Ingress\", \"Egress\"]");
        String some = policy(
                "some",
                "\"podSelector\": {}, \"policyTypes\": [\"Ingress\"], \"ingress\": [{\"ports\": [{\"port\": 80}]}]");
        passes(new NetworksAreClosed(cluster(Map.of("networkpolicies", deny + "," + some)), chat));
        fails(new NetworksAreClosed(cluster(Map.of("networkpolicies", some)), chat), "chat: nothing denies");
        fails(
                new NetworksAreClosed(
                        cluster(Map.of(
                                "networkpolicies",
                                deny + ","
                                        + policy(
                                                "open",
                                                "\"podSelector\": {}, \"policyTypes\": [\"Egress\"],"
                                                        + " \"egress\": [{}]"))),
                        chat),
                "chat/open: opens everything");
    }

    @Test
    void findsABucketThatTheWorldReads() {
        Answer closed = new Answer(0, "enforced\n", "");
        passes(bucket(closed));
        fails(bucket(new Answer(0, "inherited\n", "")), "public access is not prevented");
        fails(bucket(new Answer(254, "", "NoSuchPublicAccessBlockConfiguration")), "public access is not prevented");
        assertThat(bucket(new Answer(1, "", "not signed in")).examine().verdict())
                .isEqualTo(Finding.Verdict.SKIPPED);
    }

    private static Check bucket(Answer answer) {
        return new BucketIsPrivate(
                "b", new PublicAccess("bucket", name -> List.of("ask", name), "enforced"), command -> answer);
    }

    /** What the stacks themselves make must pass, or the check would cry for nothing. */
    @Test
    void takesWhatAnEnvironmentConsistsOf(@TempDir Path stacks) throws IOException {
        Environment environment = ConfigLoader.load(Path.of("..", "config", "gcp-dev.yaml"));
        new Synthesis(List.of(environment), Optional.empty()).writeTo(stacks);
        List<Check> checks = new SecurityChecks(
                        EnvironmentStacks.read(environment, stacks), (ClusterCloud) Clouds.of(environment))
                .in(cluster(Map.of()));

        assertThat(checks).extracting(Check::group).containsOnly("security");
        assertThat(checks)
                .extracting(Check::name)
                .contains(
                        "pods have nothing of their node",
                        "nobody outside reads the bucket example-chat-dev-gcp-dev-backups");
    }
}
