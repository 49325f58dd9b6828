package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import software.constructs.Construct;

/** A log group of CloudWatch. */
public final class EncryptedLogs extends Construct {
    /** Long enough to look into what happened before anybody noticed. */
    private static final int RETENTION_DAYS = 90;

    private final CloudwatchLogGroup group;

    public EncryptedLogs(Construct scope, String id, String name, EncryptionKey key) {
        super(scope, id);
        group = CloudwatchLogGroup.Builder.create(this, "Default")
                .name(name)
                .retentionInDays(RETENTION_DAYS)
                .kmsKeyId(key.arn())
                .build();
    }

    public String arn() {
        return group.getArn();
    }

    ITerraformDependable resource() {
        return group;
    }
}
