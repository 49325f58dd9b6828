package dev.chatstack.cloud.aws.network;

import com.hashicorp.cdktf.providers.aws.flow_log.FlowLog;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.AwsRole;
import dev.chatstack.cloud.aws.EncryptedLogs;
import dev.chatstack.cloud.aws.EncryptionKey;
import dev.chatstack.cloud.aws.Statement;
import java.util.Map;
import software.constructs.Construct;

/** Who spoke to whom: every connection of the network, in batches of ten minutes. */
public final class FlowLogs extends Construct {
    private static final int INTERVAL_SECONDS = 600;

    /** Records the connections of {@code network}. */
    public FlowLogs(Construct scope, AwsNames names, AwsNetwork network, EncryptionKey key) {
        super(scope, "flow-logs");
        EncryptedLogs logs = new EncryptedLogs(this, "logs", names.flowLogs(), key);
        AwsRole writer = new AwsRole(
                        this, names, "flow-logs", Statement.trust("vpc-flow-logs.amazonaws.com", "sts:AssumeRole"))
                .may(Statement.allow(
                                "logs:CreateLogStream",
                                "logs:PutLogEvents",
                                "logs:DescribeLogGroups",
                                "logs:DescribeLogStreams")
                        .on(
                                names.arn("logs", "log-group:" + names.flowLogs()),
                                names.arn("logs", "log-group:" + names.flowLogs() + ":*")));
        FlowLog.Builder.create(this, "Default")
                .vpcId(network.vpcId())
                .trafficType("ALL")
                .logDestinationType("cloud-watch-logs")
                .logDestination(logs.arn())
                .iamRoleArn(writer.arn())
                .maxAggregationInterval(INTERVAL_SECONDS)
                .tags(Map.of("Name", names.network()))
                .dependsOn(writer.permissions())
                .build();
    }
}
