package dev.chatstack.workload;

import dev.chatstack.kubernetes.Container;
import dev.chatstack.kubernetes.HardenedJob;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.NetworkRules;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.Pod;
import dev.chatstack.kubernetes.Role;
import dev.chatstack.kubernetes.ServiceAccount;
import dev.chatstack.kubernetes.Versions;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Takes the old pods of a chart away before new ones are made: the chart always makes one more first, and two of a kind without a
 * licence stop themselves.
 */
final class RocketChatStop extends Construct {
    private static final String NAME = "rocketchat-stop";

    /** The old pods have 30 seconds each, all at once. */
    private static final int DEADLINE_SECONDS = 300;

    private static final int USER = 65534;

    private final HardenedJob job;

    /** Defines it for the Helm release {@code release}; it runs whenever {@code change} is another. */
    RocketChatStop(Construct scope, Namespace namespace, String release, String change) {
        super(scope, "stop");
        ServiceAccount account = new ServiceAccount(this, namespace, NAME, Map.of());
        Role role = new Role(
                        this,
                        namespace,
                        NAME,
                        Role.Rule.of("apps", List.of("deployments"), "get", "list", "watch", "delete"))
                .to(account);
        NetworkRules rules = new NetworkRules(this, NAME, namespace).allowToKubernetesApi();
        job = new HardenedJob(this, namespace, NAME + "-" + change, pod(account, release), DEADLINE_SECONDS);
        Order.after(job, account);
        Order.afterAllOf(job, role);
        Order.afterAllOf(job, rules);
    }

    /** What must have completed before the chart is changed. */
    HardenedJob job() {
        return job;
    }

    private static Pod pod(ServiceAccount account, String release) {
        return Pod.of(NAME, USER)
                .serviceAccount(account.name())
                .callsKubernetes()
                .annotation("sidecar.istio.io/inject", "false")
                .spread(Pod.Spread.NONE)
                .container(Container.of("stop", Versions.image("kubectl"), Container.Resources.of("10m", "128Mi"))
                        .arguments(
                                "delete",
                                "deployment",
                                "--selector=app.kubernetes.io/instance=" + release,
                                "--cascade=foreground",
                                "--wait")
                        .build())
                .build();
    }
}
