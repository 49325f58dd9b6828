package dev.chatstack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An internal load balancer")
class InternalLoadBalancerTest {
    @Test
    void isInThePrivateSubnetsOfAwsAndTheChatIsOpenToThem() {
        Synth chat = Stacks.of(
                EnvironmentFile.AWS
                        .replace("hostedZoneId: Z0123456789", "hostedZoneId: Z0123456789\n    internal: true")
                        .load(),
                "chat");

        assertThat(Facts.of(chat.only("kubernetes_ingress_v1").at("/metadata/annotations")))
                .contains("alb.ingress.kubernetes.io/scheme: internal");
        assertThat(Facts.of(chat.named("kubernetes_network_policy_v1", "rocketchat-server-from-gateway")
                        .at("/spec/ingress/0/from")))
                .contains("0/ip_block/cidr: 10.0.0.0/16");
    }

    @Test
    void isAPrivateFrontendOfAzuresGateway() {
        Map<String, Synth> stacks = Stacks.all(EnvironmentFile.AZURE
                .replace("tlsSecret: chat-tls", "tlsSecret: chat-tls\n    internal: true")
                .load());
        JsonNode gateway = stacks.get("prod-cluster").only("azurerm_application_gateway");

        assertThat(gateway.at("/frontend_ip_configuration/1/private_ip_address").asText())
                .isEqualTo("10.0.2.10");
        assertThat(gateway.at("/http_listener/0/frontend_ip_configuration_name").asText())
                .isEqualTo("internal");
        assertThat(Facts.of(
                        stacks.get("prod-chat").only("kubernetes_ingress_v1").at("/metadata/annotations")))
                .contains("appgw.ingress.kubernetes.io/use-private-ip: true");
        assertThat(stacks.get("prod-chat").root().at("/output/address/value").asText())
                .isEqualTo("10.0.2.10");
    }

    @Test
    void isAskedForAtTheGatewayOfTheMesh() {
        Synth platform = Stacks.of(
                EnvironmentFile.GOOGLE
                        .replace("tlsSecret: chat-tls", "tlsSecret: chat-tls\n    internal: true")
                        .load(),
                "platform");
        JsonNode service = platform.values("istio-ingressgateway").path("service");

        assertThat(Facts.of(service.path("annotations")))
                .containsExactly("networking.gke.io/load-balancer-type: Internal");
        assertThat(service.path("loadBalancerIP").asText("")).isEmpty();
    }

    @Test
    void isRefusedWhereNobodyKnowsTheCloud() {
        EnvironmentFile file = EnvironmentFile.MICROSERVICES
                .replace(
                        "{by: ingress, className: nginx, controllerNamespace: ingress-nginx}",
                        "{by: istioGateway, tlsSecret: t, internal: true}")
                .replace("state:", "mesh: {}\nstate:");

        assertThatThrownBy(file::load)
                .hasMessageContaining(
                        "chat.exposure.internal: must be left out on a cluster that exists, whose cloud chatstack does not know; take gateway with annotations, or ingress with an internal controller, got `true`");
    }
}
