package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.time.Clock;
import java.time.LocalDate;

/** What AWS would refuse, minutes into a deploy, or do months after it. */
public final class AwsRules {
    private final AwsConfig aws;
    private final Findings findings;

    private AwsRules(AwsConfig aws, Findings findings) {
        this.aws = aws;
        this.findings = findings;
    }

    public static void check(Blocks blocks, Clock clock, Findings findings) {
        blocks.find(AwsConfig.class).ifPresent(aws -> {
            AwsRules rules = new AwsRules(aws, findings);
            EksVersions.check(aws.kubernetesVersion(), LocalDate.now(clock), findings);
            rules.zonesAreInTheRegion();
            new AwsNetworkRules(aws, blocks, findings).check();
            rules.replicaIsElsewhere();
            rules.keyIsInTheRegion();
            rules.privateApiServerIsReached();
            rules.roleAdministers();
            new AwsNodesRules(aws, blocks, findings).check();
        });
    }

    private void zonesAreInTheRegion() {
        aws.zones().stream()
                .filter(zone -> !(zone.length() == aws.region().length() + 1 && zone.startsWith(aws.region())))
                .forEach(zone -> findings.refuse("cloud.zones", "must be zones of the region " + aws.region(), zone));
        long zones = aws.zones().stream().distinct().count();
        if (zones != aws.zones().size() || zones < 2 || zones > 3) {
            findings.refuse("cloud.zones", "must be two or three different zones", aws.zones());
        }
    }

    /** A key belongs to one region, and a copy of its objects would need one of the other. */
    private void keyIsInTheRegion() {
        aws.kmsKey().ifPresent(key -> {
            if (!key.startsWith("arn:aws:kms:" + aws.region() + ":")) {
                findings.refuse("cloud.kmsKey", "must be a key in cloud.region (" + aws.region() + ")", key);
            }
            aws.buckets()
                    .replicaRegion()
                    .ifPresent(region -> findings.refuse(
                            "cloud.buckets.replicaRegion",
                            "must be left out with cloud.kmsKey: the copy would need a key of its region",
                            region));
        });
    }

    private void privateApiServerIsReached() {
        if (aws.privateApiServer()) {
            AddressBlocks.refusePublic("cloud.apiServerAccess", aws.apiServerAccess(), findings);
        }
    }

    /** EKS gives nothing to the role that makes a cluster. */
    private void roleAdministers() {
        aws.iam()
                .assumeRole()
                .filter(role -> !aws.administrators().contains(role))
                .ifPresent(role -> findings.refuse(
                        "cloud.administrators",
                        "must list cloud.iam.assumeRole (" + role + "), which deploys the platform",
                        aws.administrators()));
    }

    private void replicaIsElsewhere() {
        aws.buckets()
                .replicaRegion()
                .filter(aws.region()::equals)
                .ifPresent(region -> findings.refuse(
                        "cloud.buckets.replicaRegion",
                        "must be another region than cloud.region, so that copies survive the loss of it",
                        region));
    }
}
