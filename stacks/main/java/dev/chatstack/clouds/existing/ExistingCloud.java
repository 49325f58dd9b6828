package dev.chatstack.clouds.existing;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.existing.ExistingCluster;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.Kept;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.doctor.Check;
import dev.chatstack.doctor.CloudChecks;
import dev.chatstack.platform.monitoring.Monitoring;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster that another team runs: it has no stack. */
public record ExistingCloud(ExistingClusterConfig config, Environment environment) implements ClusterCloud {
    /** Policies of Longhorn under which a node with the only copy of a stopped volume may go. */
    private static final Set<String> DRAINABLE = Set.of("allow-if-replica-is-stopped", "always-allow");

    private static final String TRAEFIK_NAMESPACE = "kube-system";

    @Override
    public Optional<ClusterStack> cluster() {
        return Optional.empty();
    }

    @Override
    public String kubeconfigCommand() {
        return "kubectl config use-context " + config.context();
    }

    @Override
    public Optional<ClusterAccess.Kubeconfig> kubeconfig() {
        return Optional.of(new ClusterAccess.Kubeconfig(config.kubeconfig(), Optional.of(config.context())));
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        return new ExistingCluster(config, kubeconfig);
    }

    @Override
    public List<Kept> kept() {
        return List.of(new Kept(
                "the database's volumes, when their storage class retains them",
                "kubectl --context " + config.context() + " get pv",
                "kubectl --context " + config.context() + " delete pv NAME"));
    }

    @Override
    public CloudChecks checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.succeeds(
                "cluster of the context " + config.context(),
                "kubectl config get-contexts shows those that there are; cloud.context and cloud.kubeconfig choose one",
                kubectl("get", "--raw", "/readyz")));
        checks.add(podsHavePrivateAddresses());
        if (config.namespacesExist()) {
            namespaces()
                    .forEach(namespace -> checks.add(Check.succeeds(
                            "namespace " + namespace,
                            "ask the owner of the cluster for it, or remove cloud.namespacesExist",
                            kubectl("get", "namespace", namespace))));
        }
        if (config.platform() == ExistingClusterConfig.Platform.K3S) {
            checks.add(secretsAreEncrypted());
            if (config.databaseStorageClass().isEmpty()) {
                checks.add(nodesCanBeDrained());
            }
            if (environment.config().chat().exposure() instanceof ExposureConfig.Ingress ingress
                    && ingress.controllerNamespace().equals(TRAEFIK_NAMESPACE)) {
                checks.add(slowUploadsArrive());
            }
        }
        checks.addAll(new OthersObjects(environment, namespaces(), List.of(kubectl())).all());
        return new CloudChecks(true, checks, "the cluster's Ingress controller or router");
    }

    private List<String> namespaces() {
        EnvironmentConfig config = environment.config();
        List<String> namespaces = new ArrayList<>(List.of(config.chat().namespace()));
        if (config.monitoring().isPresent()) {
            String monitoring = config.monitoringNamespace();
            namespaces.addAll(List.of(monitoring, Monitoring.nodes(monitoring)));
        }
        return namespaces;
    }

    /**
     * The programs listen on IPv4, the network rules speak of IPv4, and Tempo looks for a private address to give to others. The pods
     * that answer for names are everywhere, and say what addresses pods get.
     */
    private Check podsHavePrivateAddresses() {
        return new Check(
                "pods have private IPv4 addresses",
                List.of(kubectl(
                        "-n",
                        find().dns().namespace(),
                        "get",
                        "pods",
                        "-o",
                        "jsonpath={range .items[*]}{.spec.hostNetwork}={.status.podIP}{\"\\n\"}{end}")),
                answer -> answer.lines()
                        .filter(line -> line.startsWith("=") && line.length() > 1)
                        .map(line -> line.substring(1))
                        .filter(address -> !isPrivate(address))
                        .findFirst()
                        .map(address -> "a pod has the address " + address),
                "take a cluster whose pods get addresses of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 first, see docs/network.md");
    }

    private static boolean isPrivate(String address) {
        IPAddress pod = new IPAddressString(address).getAddress();
        return pod != null && pod.isIPv4() && pod.toIPv4().isPrivate();
    }

    /** k3s writes it on a node that is told to encrypt, and its key's state before a hash. Without it everybody who reads the disk reads all. */
    private Check secretsAreEncrypted() {
        return new Check(
                "k3s encrypts Secrets on disk",
                List.of(
                        kubectl(
                                "get",
                                "nodes",
                                "-l",
                                "node-role.kubernetes.io/control-plane",
                                "-o",
                                "jsonpath={range .items[*]}{.metadata.annotations.k3s\\.io/encryption-config-hash}{\"\\n\"}{end}")),
                answer -> answer.isBlank() ? Optional.of("no server of k3s says that it does") : Optional.empty(),
                "start each server with --secrets-encryption, then `k3s secrets-encrypt status`, see docs/chathub.md");
    }

    private KubernetesCluster find() {
        return new ExistingCluster(config, Optional.empty());
    }

    /** Each volume of the database has one copy, on its pod's node, and Longhorn's default protects the last copy from every drain. */
    private Check nodesCanBeDrained() {
        return new Check(
                "nodes with a database's disk can be drained",
                List.of(kubectl(
                        "-n",
                        "longhorn-system",
                        "get",
                        "settings.longhorn.io",
                        "node-drain-policy",
                        "-o",
                        "jsonpath={.value}")),
                policy -> DRAINABLE.contains(policy.trim())
                        ? Optional.empty()
                        : Optional.of("Longhorn's node-drain-policy is `" + policy.trim() + "`, so a drain never ends"),
                "set the policy to allow-if-replica-is-stopped, see docs/chathub.md");
    }

    /** k3s brings this Traefik along, and an Ingress cannot change how long it waits for a request. */
    private Check slowUploadsArrive() {
        return new Check(
                "uploads may take longer than a minute",
                List.of(kubectl(
                        "-n",
                        TRAEFIK_NAMESPACE,
                        "get",
                        "deployment",
                        "traefik",
                        "-o",
                        "jsonpath={.spec.template.spec.containers[*].args}")),
                arguments -> arguments.contains("respondingTimeouts.readTimeout")
                        ? Optional.empty()
                        : Optional.of("Traefik ends each request after 60 seconds"),
                "set readTimeout in a HelmChartConfig, see docs/chathub.md");
    }

    private String[] kubectl(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                config.kubeconfig().replaceFirst("^~", System.getProperty("user.home")),
                "--context",
                config.context(),
                "--request-timeout=20s"));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }
}
