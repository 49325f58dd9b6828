package dev.chatstack.doctor;

import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import java.util.List;

/** What {@link Doctor} asks a cloud through its own program: who is signed in, to what, and whether there is room. */
final class CloudChecks {
    private CloudChecks() {}

    /** What must hold where the environment is to run. */
    static List<Check> of(CloudConfig cloud) {
        if (cloud instanceof GoogleConfig google) {
            return GoogleChecks.of(google);
        }
        if (cloud instanceof AwsConfig aws) {
            return AwsChecks.of(aws);
        }
        if (cloud instanceof AzureConfig azure) {
            return AzureChecks.of(azure);
        }
        if (cloud instanceof DockerConfig docker) {
            return DockerChecks.of(docker);
        }
        return cloud instanceof ExistingClusterConfig existing ? List.of(existing(existing)) : List.of();
    }

    private static Check existing(ExistingClusterConfig existing) {
        String home = System.getProperty("user.home");
        return Check.succeeds(
                "cluster of the context " + existing.context(),
                "kubectl config get-contexts shows those that there are; cloud.context and cloud.kubeconfig choose one",
                "kubectl",
                "--kubeconfig",
                existing.kubeconfig().replaceFirst("^~", home),
                "--context",
                existing.context(),
                "--request-timeout=20s",
                "get",
                "--raw",
                "/readyz");
    }
}
