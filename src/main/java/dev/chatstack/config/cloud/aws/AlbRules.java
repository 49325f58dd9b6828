package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.rules.Findings;

/** When an application load balancer of AWS can lead to the chat. */
public final class AlbRules {
    private AlbRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        if (config.chat() == null || !(config.chat().exposure() instanceof ExposureConfig.Alb alb)) {
            return;
        }
        if (config.cloud() != null && !(config.cloud() instanceof AwsConfig)) {
            findings.refuse("chat.exposure.by", "must be another way in: only AWS has this one", "alb");
        }
        if (config.mesh() != null) {
            findings.refuse(
                    "chat.exposure.by",
                    "must be istioGateway in a mesh: this load balancer is no part of it and connects to the pods in the clear, which the mesh refuses; or leave out `mesh`",
                    "alb");
        }
        oneCertificate(config, alb, findings);
        healthIsAnswered(alb, findings);
    }

    private static void oneCertificate(EnvironmentConfig config, ExposureConfig.Alb alb, Findings findings) {
        if (alb.certificateArn() == null && alb.hostedZoneId() == null) {
            findings.refuse(
                    "chat.exposure.hostedZoneId",
                    "is required: the zone of Route 53 that holds chat.host; or give certificateArn, a certificate that exists",
                    "nothing");
        } else if (alb.certificateArn() != null && alb.hostedZoneId() != null) {
            findings.refuse(
                    "chat.exposure.certificateArn",
                    "must be left out when chat.exposure.hostedZoneId is given",
                    alb.certificateArn());
        } else if (alb.certificateArn() != null
                && config.cloud() instanceof AwsConfig aws
                && aws.region() != null
                && !alb.certificateArn().contains(":acm:" + aws.region() + ":")) {
            findings.refuse(
                    "chat.exposure.certificateArn",
                    "must be a certificate in cloud.region (" + aws.region() + ")",
                    alb.certificateArn());
        }
    }

    private static void healthIsAnswered(ExposureConfig.Alb alb, Findings findings) {
        if ("/api/v1/info".equals(alb.healthCheckPath())) {
            findings.refuse(
                    "chat.exposure.healthCheckPath",
                    "must be a path that Rocket.Chat answers, such as /health: it has not had this one since version 4, and no pod would ever count as healthy",
                    alb.healthCheckPath());
        }
    }
}
