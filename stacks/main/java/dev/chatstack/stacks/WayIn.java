package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.StackOutput;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ExposureConfig.Alb;
import dev.chatstack.config.chat.ExposureConfig.ApplicationGateway;
import dev.chatstack.kubernetes.CertificateProof;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.mesh.IngressGateway;
import dev.chatstack.mesh.IstioRoute;
import dev.chatstack.workload.rocketchat.RocketChat;
import dev.chatstack.workload.wayin.GatewayRoute;
import dev.chatstack.workload.wayin.NamedIngress;
import dev.chatstack.workload.wayin.OpenShiftRoute;
import dev.chatstack.workload.wayin.PublicService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How people reach the chat, as its file says. */
record WayIn(ChatConfig chat, ClusterCloud cloud) {
    /** The last hop before the chat's pods. */
    Peer gateway(KubernetesCluster cluster) {
        return switch (chat.exposure()) {
            case Alb alb ->
                new Peer.Addresses(
                        (alb.internal() ? cluster.internalLoadBalancerNetwork() : cluster.loadBalancerNetwork())
                                .orElseThrow());
            case ApplicationGateway gateway ->
                new Peer.Addresses(cluster.loadBalancerNetwork().orElseThrow());
            case ExposureConfig.Gateway gateway -> GatewayRoute.proxies(gateway, chat.namespace());
            case ExposureConfig.HaProxy proxy -> throw notInACluster();
            case ExposureConfig.Ingress ingress -> NamedIngress.controller(ingress);
            case ExposureConfig.IstioGateway gateway -> new Peer.Pods(IngressGateway.NAMESPACE, IngressGateway.NAME);
            case ExposureConfig.LoadBalancer loadBalancer -> Peer.ANYONE;
            case ExposureConfig.Route route -> OpenShiftRoute.ROUTER;
        };
    }

    /** Pods of the cluster behind the public address, where they may listen on other ports than it. */
    Optional<Peer> pods() {
        return switch (chat.exposure()) {
            case ExposureConfig.Gateway gateway ->
                Optional.of(GatewayRoute.pods(gateway, chat.namespace()))
                        .filter(pods -> !pods.isEmpty())
                        .map(Peer.AnyOf::new);
            case ExposureConfig.Ingress ingress -> Optional.of(new Peer.InNamespace(ingress.controllerNamespace()));
            // outside of the cluster, or on the port that people know
            case Alb alb -> Optional.empty();
            case ApplicationGateway gateway -> Optional.empty();
            case ExposureConfig.HaProxy proxy -> Optional.empty();
            case ExposureConfig.IstioGateway gateway -> Optional.empty();
            case ExposureConfig.Route route -> Optional.empty();
            case ExposureConfig.LoadBalancer loadBalancer -> Optional.empty();
        };
    }

    /** Leads the chat's host name to {@code target}. */
    void define(TerraformStack scope, Namespace namespace, KubernetesCluster cluster, HostIngress.Target target) {
        define(scope, namespace, cluster, target, Optional.empty());
    }

    /** The same, and the host name of a {@code website} next to the chat; a Gateway alone takes one. */
    void define(
            TerraformStack scope,
            Namespace namespace,
            KubernetesCluster cluster,
            HostIngress.Target target,
            Optional<GatewayRoute.Site> website) {
        switch (chat.exposure()) {
            case Alb alb -> throughTheCloud(scope, namespace, target);
            case ApplicationGateway gateway -> throughTheCloud(scope, namespace, target);
            case ExposureConfig.Gateway gateway -> {
                GatewayRoute.Site site =
                        new GatewayRoute.Site(chat.host(), target, RocketChat.HEALTH, gateway.certificate(), List.of());
                new GatewayRoute(scope, namespace, gateway, site, website);
                if (gateway.issuer().isPresent()) {
                    new CertificateProof(scope, namespace, GatewayRoute.proxies(gateway, namespace.name()));
                }
            }
            case ExposureConfig.HaProxy proxy -> throw notInACluster();
            case ExposureConfig.Ingress ingress -> {
                new HostIngress(scope, namespace, chat.host(), target, NamedIngress.of(ingress, ingress.tlsSecret()));
                if (ingress.issuer().isPresent()) {
                    new CertificateProof(scope, namespace, NamedIngress.controller(ingress));
                }
            }
            case ExposureConfig.IstioGateway gateway -> new IstioRoute(scope, namespace, chat.host(), gateway, target);
            case ExposureConfig.LoadBalancer loadBalancer ->
                new PublicService(
                        scope,
                        namespace,
                        loadBalancer,
                        target,
                        loadBalancer.internal() ? cluster.internalLoadBalancerAnnotations() : Map.of());
            case ExposureConfig.Route route -> new OpenShiftRoute(scope, namespace, chat.host(), route, target);
        }
    }

    private void throughTheCloud(TerraformStack scope, Namespace namespace, HostIngress.Target target) {
        HostIngress.Controller controller = cloud.loadBalancer().orElseThrow();
        HostIngress ingress = new HostIngress(scope, namespace, chat.host(), target, controller);
        if (controller.waitsForAddress()) {
            StackOutput.define(
                    scope, "address", "the DNS record of the chat's host name points here", ingress.address());
        }
    }

    /** The rules have refused it. */
    private static IllegalStateException notInACluster() {
        return new IllegalStateException("chat.exposure.by: haproxy needs a Docker host");
    }
}
