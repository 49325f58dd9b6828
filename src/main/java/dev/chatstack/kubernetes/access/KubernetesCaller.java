package dev.chatstack.kubernetes.access;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.HardenedJob;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.Map;
import software.constructs.Construct;

/** A workload that works on the cluster itself: its account, what that may do, and its way to the Kubernetes API, the only one it has. */
public final class KubernetesCaller {
    private final String workload;
    private final ServiceAccount account;
    private final WorkloadRole role;
    private final NetworkRules rules;

    /** Lets pods of {@code workload} do in {@code namespace} what {@code rights} say, and nothing else. */
    public KubernetesCaller(Construct scope, Namespace namespace, String workload, WorkloadRole.Rule... rights) {
        this.workload = workload;
        account = new ServiceAccount(scope, namespace, workload, Map.of());
        role = new WorkloadRole(scope, namespace, workload, rights).to(account);
        rules = new NetworkRules(scope, workload, namespace).allowToKubernetesApi();
    }

    /** A container that runs {@code kubectl} with {@code words}, and ends with it. */
    public static Container kubectl(String name, String... words) {
        return Container.of(name, Versions.image("kubectl"), Container.Resources.of("10m", "128Mi"))
                .arguments(words);
    }

    /** Begins its pod, which runs as {@code user}. */
    public Pod pod(int user) {
        return Pod.of(workload, user)
                .serviceAccount(account.name())
                .callsKubernetes()
                // it talks to the API server alone
                .annotation("sidecar.istio.io/inject", "false")
                .spread(Pod.Spread.NONE);
    }

    /** Makes {@code job} wait for all that a call needs: a Job that starts too early fails the deploy. */
    public void before(HardenedJob job) {
        Order.after(job, account);
        Order.afterAllOf(job, role);
        Order.afterAllOf(job, rules);
    }
}
