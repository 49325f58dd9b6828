package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;

/** When an application load balancer of AWS can serve the chat. */
public final class AlbRules {
    private AlbRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(ExposureConfig.Alb.class).ifPresent(alb -> {
            if (blocks.has(CloudConfig.class) && !blocks.has(AwsConfig.class)) {
                findings.refuse(
                        "chat.exposure.by",
                        "must be istioGateway, gatewayApi or ingress, because `alb` works on AWS only",
                        "alb");
            }
            if (blocks.has(MeshConfig.class)) {
                findings.refuse(
                        "chat.exposure.by",
                        "must be istioGateway in a mesh: this load balancer is no part of it and connects to the pods in the clear, which the mesh refuses; or leave out `mesh`",
                        "alb");
            }
            oneCertificate(alb, findings);
            blocks.find(AwsConfig.class).ifPresent(aws -> {
                certificateIsNamedWithoutAWayOut(alb, aws, findings);
                alb.webAcl().ifPresent(arn -> webAclIsAtHand(arn, aws, findings));
            });
            alb.certificateArn().ifPresent(arn -> certificateIsInTheRegion(arn, alb, blocks, findings));
            healthIsAnswered(alb, findings);
        });
    }

    private static void oneCertificate(ExposureConfig.Alb alb, Findings findings) {
        if (alb.certificateArn().isEmpty() && alb.hostedZoneId().isEmpty()) {
            findings.refuse(
                    "chat.exposure.hostedZoneId",
                    "is required: the zone of Route 53 that holds chat.host; or give certificateArn, a certificate that exists",
                    "nothing");
        }
    }

    /** The controller looks for a certificate at ACM, and ACM has no endpoint inside the network. */
    private static void certificateIsNamedWithoutAWayOut(ExposureConfig.Alb alb, AwsConfig aws, Findings findings) {
        if (aws.network().natGateways() == AwsNetworkConfig.NatGateways.none
                && alb.certificateArn().isEmpty()) {
            findings.refuse(
                    "chat.exposure.certificateArn",
                    "is required with cloud.network.natGateways: none, because the load balancer's controller cannot ask ACM for a certificate. Give the ARN of a certificate, or choose another natGateways",
                    "nothing");
        }
    }

    private static void certificateIsInTheRegion(String arn, ExposureConfig.Alb alb, Blocks blocks, Findings findings) {
        if (alb.hostedZoneId().isPresent()) {
            findings.refuse(
                    "chat.exposure.certificateArn", "must be left out when chat.exposure.hostedZoneId is given", arn);
            return;
        }
        blocks.find(AwsConfig.class)
                .filter(aws -> !arn.contains(":acm:" + aws.region() + ":"))
                .ifPresent(aws -> findings.refuse(
                        "chat.exposure.certificateArn",
                        "must be a certificate in cloud.region (" + aws.region() + ")",
                        arn));
    }

    private static void webAclIsAtHand(String arn, AwsConfig aws, Findings findings) {
        if (!arn.startsWith("arn:aws:wafv2:" + aws.region() + ":" + aws.accountId() + ":")) {
            findings.refuse(
                    "chat.exposure.webAcl",
                    "must be a web ACL in cloud.region (" + aws.region() + ") and cloud.accountId (" + aws.accountId()
                            + ")",
                    arn);
        }
        if (aws.network().natGateways() == AwsNetworkConfig.NatGateways.none
                && aws.network().existing().isEmpty()) {
            findings.refuse(
                    "chat.exposure.webAcl",
                    "must be left out with cloud.network.natGateways: none, because the load balancer's controller"
                            + " cannot reach AWS WAF",
                    arn);
        }
    }

    private static void healthIsAnswered(ExposureConfig.Alb alb, Findings findings) {
        if (alb.healthCheckPath().equals("/api/v1/info")) {
            findings.refuse(
                    "chat.exposure.healthCheckPath",
                    "must be a path that Rocket.Chat answers, such as /health: it has not had this one since version 4, and no pod would ever count as healthy",
                    alb.healthCheckPath());
        }
    }
}
