package dev.chatstack.cloud.google;

import static java.util.Objects.requireNonNull;

import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import com.hashicorp.cdktf.providers.google.service_account_iam_member.ServiceAccountIamMember;
import com.hashicorp.cdktf.providers.google.storage_bucket_iam_member.StorageBucketIamMember;
import dev.chatstack.cloud.BucketUser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.constructs.Construct;

/** Who one service account of the cluster is to Google: an account without a key, with roles on one bucket alone. */
public final class GoogleBucketAccount extends Construct {
    /** objectUser may also create: Google has no narrower role that deletes. */
    private static final Map<Set<BucketUser.Right>, Set<String>> ROLES = Map.of(
            Set.of(BucketUser.Right.READ), Set.of("objectViewer"),
            Set.of(BucketUser.Right.READ, BucketUser.Right.CREATE), Set.of("objectViewer", "objectCreator"),
            Set.of(BucketUser.Right.READ, BucketUser.Right.DELETE), Set.of("objectUser"),
            Set.of(BucketUser.Right.READ, BucketUser.Right.CREATE, BucketUser.Right.DELETE), Set.of("objectUser"));

    /** Lets {@code user} use {@code bucket}. */
    public GoogleBucketAccount(
            Construct scope,
            GoogleNames names,
            BucketUser user,
            GoogleBucket bucket,
            GkeCluster cluster,
            ProjectServices services) {
        super(scope, "identity-" + user.name());
        ServiceAccount account = ServiceAccount.Builder.create(this, "Default")
                .accountId(names.identity(user))
                .displayName(user.name() + " of " + names.environment())
                .dependsOn(services.all())
                .build();
        ServiceAccountIamMember.Builder.create(this, "workload")
                .serviceAccountId(account.getName())
                .role("roles/iam.workloadIdentityUser")
                .member("serviceAccount:%s.svc.id.goog[%s/%s]"
                        .formatted(names.config().project(), user.namespace(), user.serviceAccount()))
                // the pool of identities is there when the first cluster is
                .dependsOn(List.of(cluster.resource()))
                .build();
        for (String role : requireNonNull(ROLES.get(user.rights()))) {
            StorageBucketIamMember.Builder.create(this, role)
                    .bucket(bucket.name())
                    .role("roles/storage." + role)
                    .member("serviceAccount:" + account.getEmail())
                    .build();
        }
    }
}
