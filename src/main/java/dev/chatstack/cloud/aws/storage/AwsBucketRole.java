package dev.chatstack.cloud.aws.storage;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.EksCluster;
import dev.chatstack.cloud.aws.PodIdentity;
import dev.chatstack.cloud.aws.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Who one service account of the cluster is to AWS: a role that may use one bucket. */
public final class AwsBucketRole extends Construct {
    private static final Map<Right, List<String>> ACTIONS = Map.of(
            Right.READ, List.of("s3:GetObject"),
            Right.CREATE, List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"),
            Right.DELETE, List.of("s3:DeleteObject"));

    /** Lets {@code user} use its bucket. */
    public AwsBucketRole(Construct scope, AwsNames names, EksCluster cluster, BucketUser user) {
        super(scope, "bucket-identity-" + user.name());
        String bucket = "arn:aws:s3:::" + names.bucket(user.purpose());
        List<String> actions = new ArrayList<>();
        for (Right right : Right.values()) {
            if (user.rights().contains(right)) {
                actions.addAll(ACTIONS.get(right));
            }
        }
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("s3:ListBucket", "s3:GetBucketLocation").on(bucket),
                Statement.allow(actions.toArray(String[]::new)).on(bucket + "/*")));
        names.config()
                .kmsKey()
                .ifPresent(key -> statements.add(
                        Statement.allow("kms:Decrypt", "kms:GenerateDataKey").on(key)));
        new PodIdentity(
                this,
                names,
                cluster,
                new PodIdentity.ServiceAccountName(user.namespace(), user.serviceAccount()),
                statements.toArray(Statement[]::new));
    }
}
