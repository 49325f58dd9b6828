package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import java.util.Map;
import software.constructs.Construct;

/**
 * The key of the cluster's Secrets and logs, both of which go with the cluster. Buckets and volumes must outlive it and are encrypted
 * with keys of AWS that nobody can delete.
 */
public final class EncryptionKey extends Construct {
    /** The longest that AWS allows, to think again after a destroy. */
    private static final int DELETION_DAYS = 30;

    private static final int ROTATION_DAYS = 365;

    private final String arn;

    /** Defines the key and its alias; with {@code cloud.kmsKey} it is that one, which others keep. */
    public EncryptionKey(Construct scope, AwsNames names) {
        super(scope, "key");
        arn = names.config().kmsKey().orElseGet(() -> made(names));
    }

    private String made(AwsNames names) {
        KmsKey key = KmsKey.Builder.create(this, "Default")
                .description("Secrets and logs of the cluster " + names.cluster())
                .enableKeyRotation(true)
                .rotationPeriodInDays(ROTATION_DAYS)
                .deletionWindowInDays(DELETION_DAYS)
                .policy(Statement.policy(administration(names), logs(names)))
                .build();
        KmsAlias.Builder.create(this, "alias")
                .name("alias/" + names.cluster())
                .targetKeyId(key.getKeyId())
                .build();
        return key.getArn();
    }

    String arn() {
        return arn;
    }

    /** Leaves to the account's IAM policies who may use and delete it, as AWS itself would. */
    private static Statement administration(AwsNames names) {
        return Statement.allow("kms:*")
                .by(Map.of(
                        "AWS", "arn:aws:iam::%s:root".formatted(names.config().accountId())))
                .on("*");
    }

    private static Statement logs(AwsNames names) {
        return Statement.allow(
                        "kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*")
                .by(Map.of(
                        "Service",
                        "logs.%s.amazonaws.com".formatted(names.config().region())))
                .on("*")
                .when("ArnLike", "kms:EncryptionContext:aws:logs:arn", names.arn("logs", "log-group:*"));
    }
}
