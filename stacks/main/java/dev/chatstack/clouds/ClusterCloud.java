package dev.chatstack.clouds;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.platform.monitoring.PodMonitor;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** A cloud with a Kubernetes cluster: what differs between them when the stacks of an environment are put together. */
public non-sealed interface ClusterCloud extends Cloud {
    /** Defines the stack that makes the cluster. */
    @FunctionalInterface
    interface ClusterStack {
        /** Under {@code id}. */
        TerraformStack define(Construct scope, String id);
    }

    /** What makes the cluster; empty for a cluster that exists. */
    Optional<ClusterStack> cluster();

    /** The cluster as a later stack finds it, by its name; with a {@code kubeconfig} the cloud is asked nothing. */
    KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig);

    /** The command with which a person gets a kubeconfig; known without the cloud and without Terraform. */
    String kubeconfigCommand();

    /** The same command for a program: it writes to the file in the variable KUBECONFIG alone. */
    default String signInCommand() {
        return kubeconfigCommand();
    }

    /** The kubeconfig that reaches the cluster; empty where a sign-in makes one. */
    default Optional<ClusterAccess.Kubeconfig> kubeconfig() {
        return Optional.empty();
    }

    /** Installs what makes load balancers and nodes of the cloud; the result must be there before a load balancer is asked for. */
    default Optional<HelmRelease> controllers(TerraformStack platform, KubernetesCluster cluster) {
        return Optional.empty();
    }

    /** What of the controllers answers Prometheus. */
    default List<PodMonitor> monitors() {
        return List.of();
    }

    /** How the cloud says that nobody outside reads a bucket of the environment; empty where there is none. */
    default Optional<PublicAccess> publicAccess() {
        return Optional.empty();
    }

    /** What an Ingress says to the cloud's own load balancer; empty where the file chooses another ingress. */
    default Optional<HostIngress.Controller> loadBalancer() {
        return Optional.empty();
    }
}
