package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.clouds.StackOutput;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.platform.monitoring.Monitoring;

/** What a person wants to know after a deploy. Never a secret: the command that reads it. */
final class Outputs {
    private Outputs() {}

    static void dashboards(TerraformStack stack, String namespace, boolean loadBalancer) {
        StackOutput.define(
                stack,
                "grafana-address",
                loadBalancer
                        ? "prints the address of Grafana, port " + Monitoring.GRAFANA_PORT
                        : "opens Grafana at http://localhost:" + Monitoring.GRAFANA_PORT,
                loadBalancer
                        ? address(namespace, Monitoring.GRAFANA)
                        : forward(namespace, Monitoring.GRAFANA, Monitoring.GRAFANA_PORT));
        StackOutput.define(
                stack,
                "prometheus-address",
                "opens Prometheus at http://localhost:" + Monitoring.PROMETHEUS_PORT,
                forward(namespace, Monitoring.PROMETHEUS, Monitoring.PROMETHEUS_PORT));
        StackOutput.define(
                stack,
                "grafana-password",
                "prints the password of Grafana's user admin",
                password(namespace, Monitoring.ADMIN_SECRET, "admin-password"));
    }

    static void chat(TerraformStack stack, ChatConfig chat, String adminSecret, KubernetesCluster cluster) {
        StackOutput.define(stack, "url", "the chat", chat.exposure().url(chat.host()));
        cluster.publicAddress()
                // the address of an internal load balancer is known when the load balancer is there
                .filter(address ->
                        !(chat.exposure() instanceof ExposureConfig.IstioGateway gateway && gateway.internal()))
                .ifPresent(address -> StackOutput.define(
                        stack, "address", "the DNS record of the chat's host name points here", address));
        StackOutput.define(
                stack,
                "admin-password",
                "prints the password of the user admin",
                password(chat.namespace(), adminSecret, "password"));
    }

    private static String forward(String namespace, String service, int port) {
        return "kubectl -n %s port-forward service/%s %d".formatted(namespace, service, port);
    }

    private static String address(String namespace, String service) {
        return "kubectl -n %s get service %s -o jsonpath='{.status.loadBalancer.ingress[0].ip}{.status.loadBalancer.ingress[0].hostname}'"
                .formatted(namespace, service);
    }

    private static String password(String namespace, String secret, String key) {
        return "kubectl -n %s get secret %s -o jsonpath='{.data.%s}' | base64 -d".formatted(namespace, secret, key);
    }
}
