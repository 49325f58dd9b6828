package dev.chatstack.cloud.aws.storage;

import com.hashicorp.cdktf.providers.aws.dlm_lifecycle_policy.*;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.AwsRole;
import dev.chatstack.cloud.aws.Statement;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A snapshot of every volume of the database each night, kept for two weeks: the quick way back after a mistake. The backups in the
 * bucket are the slow and safe one. Where the environment asks for {@code backup.snapshots}, those take its place.
 */
public final class SnapshotPolicy extends Construct {
    private static final String TIME_UTC = "03:00";
    private static final int KEEP = 14;

    /** Makes them of the volumes whose storage class tags them for this environment. */
    public SnapshotPolicy(Construct scope, AwsNames names) {
        super(scope, "snapshots");
        AwsRole role = new AwsRole(this, names, "snapshots", Statement.trust("dlm.amazonaws.com", "sts:AssumeRole"))
                .managed("service-role/AWSDataLifecycleManagerServiceRole");
        DlmLifecyclePolicy.Builder.create(this, "Default")
                .description("volumes of the database of " + names.environment())
                .executionRoleArn(role.arn())
                .state("ENABLED")
                .policyDetails(DlmLifecyclePolicyPolicyDetails.builder()
                        .resourceTypes(List.of("VOLUME"))
                        .targetTags(Map.of(AwsNames.SNAPSHOT_TAG, names.environment()))
                        .schedule(List.of(nightly()))
                        .build())
                .dependsOn(role.permissions())
                .build();
    }

    private static DlmLifecyclePolicyPolicyDetailsSchedule nightly() {
        return DlmLifecyclePolicyPolicyDetailsSchedule.builder()
                .name("nightly")
                .copyTags(true)
                .createRule(DlmLifecyclePolicyPolicyDetailsScheduleCreateRule.builder()
                        .interval(24)
                        .intervalUnit("HOURS")
                        .times(List.of(TIME_UTC))
                        .build())
                .retainRule(DlmLifecyclePolicyPolicyDetailsScheduleRetainRule.builder()
                        .count(KEEP)
                        .build())
                .build();
    }
}
