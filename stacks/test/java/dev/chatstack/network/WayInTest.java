package dev.chatstack.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way in")
class WayInTest {
    private static final EnvironmentFile FILE =
            new EnvironmentFile(EnvironmentFile.MICROSERVICES.text().replace("  architecture: microservices\n", ""));

    @Test
    void letsInControllersThatAreNoPodsOfTheirNamespace() {
        JsonNode gateway = gateway(FILE.replace(
                "controllerNamespace: ingress-nginx",
                "controllerNamespace: ingress-nginx, controllerNetworks: [130.211.0.0/22, 35.191.0.0/16]"));

        assertThat(Facts.of(gateway))
                .containsExactlyInAnyOrder(
                        "0/namespace_selector/match_labels/kubernetes.io/metadata.name: ingress-nginx",
                        "1/ip_block/cidr: 130.211.0.0/22",
                        "1/ip_block/except: []",
                        "2/ip_block/cidr: 35.191.0.0/16",
                        "2/ip_block/except: []");
    }

    @Test
    void letsInOpenShiftsRouterWhereverItRuns() {
        JsonNode gateway = gateway(FILE.replace("platform: kubernetes", "platform: openshift")
                .replace("{by: ingress, className: nginx, controllerNamespace: ingress-nginx}", "{by: route}"));

        assertThat(Facts.of(gateway))
                .containsExactly("0/namespace_selector/match_labels/policy-group.network.openshift.io/ingress: ");
    }

    @Test
    void opensARouteToTheNetworksOfTheFileAlone() {
        assertThat(route("{by: route}")).isNotEmpty().noneMatch(fact -> fact.contains("ip_whitelist"));
        assertThat(route("{by: route, clients: [198.51.100.0/24, 203.0.113.0/24]}"))
                .anyMatch(fact ->
                        fact.endsWith("/haproxy.router.openshift.io/ip_whitelist: 198.51.100.0/24 203.0.113.0/24"));
    }

    private static List<String> route(String exposure) {
        return Facts.of(Stacks.of(
                        FILE.replace("platform: kubernetes", "platform: openshift")
                                .replace(
                                        "{by: ingress, className: nginx, controllerNamespace: ingress-nginx}", exposure)
                                .load(),
                        "chat")
                .values("rocketchat-server-route"));
    }

    @Test
    void namesTheCertificateToAControllerThatCannotLookForIt() {
        String arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1";

        assertThat(Facts.of(Stacks.of(
                                EnvironmentFile.AWS
                                        .cloud("network:\n  natGateways: none\n")
                                        .replace("hostedZoneId: Z0123456789", "certificateArn: " + arn)
                                        .load(),
                                "chat")
                        .only("kubernetes_ingress_v1")))
                .contains("metadata/annotations/alb.ingress.kubernetes.io/certificate-arn: " + arn);
    }

    @Test
    void hardensTheLoadBalancerOfAws() {
        String attributes = "metadata/annotations/alb.ingress.kubernetes.io/load-balancer-attributes:"
                + " deletion_protection.enabled=true,"
                + "idle_timeout.timeout_seconds=3600,routing.http.drop_invalid_header_fields.enabled=true";
        Map<String, Synth> plain = Stacks.all(EnvironmentFile.AWS.load());

        assertThat(ingress(plain)).contains(attributes).noneMatch(fact -> fact.contains("wafv2"));
        assertThat(controller(plain)).contains("enableWafv2: false");

        String acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/chat/0123abcd";
        Map<String, Synth> named = Stacks.all(EnvironmentFile.AWS
                .replace("hostedZoneId:", "webAcl: " + acl + "\n    accessLogs: logs\n    hostedZoneId:")
                .load());

        assertThat(ingress(named))
                .contains(
                        attributes
                                + ",access_logs.s3.enabled=true,access_logs.s3.bucket=logs,access_logs.s3.prefix=prod-chat",
                        "metadata/annotations/alb.ingress.kubernetes.io/wafv2-acl-arn: " + acl);
        assertThat(controller(named)).contains("enableWafv2: true");
        assertThat(named.get("prod-cluster").root().toString()).contains("wafv2:AssociateWebACL", acl);
        assertThat(plain.get("prod-cluster").root().toString()).doesNotContain("wafv2");
    }

    private static List<String> ingress(Map<String, Synth> stacks) {
        return Facts.of(stacks.get("prod-chat").only("kubernetes_ingress_v1"));
    }

    private static List<String> controller(Map<String, Synth> stacks) {
        return Facts.of(stacks.get("prod-platform").values("aws-load-balancer-controller"));
    }

    @Test
    void namesServicesByTheDomainOfTheCluster() {
        String chat = Stacks.of(
                        FILE.cloud("domain: corp.internal\ndnsNetworks: [10.0.0.0/24]")
                                .load(),
                        "chat")
                .root()
                .toString();

        assertThat(chat).contains("rocketchat-mongo.application.svc.corp.internal", "10.0.0.0/24");
        assertThat(chat).doesNotContain("cluster.local");
    }

    private static JsonNode gateway(EnvironmentFile file) {
        return Stacks.of(file.load(), "chat")
                .named("kubernetes_network_policy_v1", "rocketchat-server-from-gateway")
                .at("/spec/ingress/0/from");
    }
}
