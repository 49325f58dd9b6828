package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.CertificateProof;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.mesh.IngressGateway;
import dev.chatstack.mesh.IstioRoute;
import dev.chatstack.workload.rocketchat.RocketChat;
import dev.chatstack.workload.wayin.AlbIngress;
import dev.chatstack.workload.wayin.ApplicationGatewayIngress;
import dev.chatstack.workload.wayin.NamedIngress;
import dev.chatstack.workload.wayin.OpenShiftRoute;
import dev.chatstack.workload.wayin.PublicService;

/** How people reach the chat, as its file says. */
record WayIn(ChatConfig chat) {
    /** The last hop before the chat's pods. */
    Peer gateway(KubernetesCluster cluster) {
        if (chat.exposure() instanceof ExposureConfig.ApplicationGateway
                || chat.exposure() instanceof ExposureConfig.Alb) {
            return new Peer.Addresses(cluster.loadBalancerNetwork().orElseThrow());
        }
        if (chat.exposure() instanceof ExposureConfig.Ingress ingress) {
            return new Peer.InNamespace(ingress.controllerNamespace());
        }
        if (chat.exposure() instanceof ExposureConfig.Route) {
            return new Peer.InNamespace(OpenShiftRoute.ROUTER_NAMESPACE);
        }
        if (chat.exposure() instanceof ExposureConfig.LoadBalancer) {
            return Peer.ANYONE;
        }
        return new Peer.Pods(IngressGateway.NAMESPACE, IngressGateway.NAME);
    }

    /** Leads the chat's host name to {@code target}. */
    void define(TerraformStack scope, Namespace namespace, KubernetesCluster cluster, HostIngress.Target target) {
        if (chat.exposure() instanceof ExposureConfig.IstioGateway gateway) {
            new IstioRoute(scope, namespace, chat.host(), gateway, target);
        } else if (chat.exposure() instanceof ExposureConfig.Ingress ingress) {
            new HostIngress(scope, namespace, chat.host(), target, NamedIngress.of(ingress, ingress.tlsSecret()));
            if (ingress.issuer().isPresent()) {
                new CertificateProof(scope, namespace, ingress.controllerNamespace());
            }
        } else if (chat.exposure() instanceof ExposureConfig.Alb alb) {
            HostIngress ingress = new HostIngress(
                    scope, namespace, chat.host(), target, AlbIngress.of(alb, cluster.name() + "-chat"));
            Outputs.define(scope, "address", "the DNS record of the chat's host name points here", ingress.address());
        } else if (chat.exposure() instanceof ExposureConfig.ApplicationGateway gateway) {
            new HostIngress(
                    scope, namespace, chat.host(), target, ApplicationGatewayIngress.of(gateway, RocketChat.HEALTH));
        } else if (chat.exposure() instanceof ExposureConfig.Route) {
            new OpenShiftRoute(scope, namespace, chat.host(), target);
        } else if (chat.exposure() instanceof ExposureConfig.LoadBalancer loadBalancer) {
            new PublicService(scope, namespace, loadBalancer, target);
        }
    }
}
