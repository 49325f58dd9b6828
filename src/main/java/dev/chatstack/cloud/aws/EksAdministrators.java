package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.providers.aws.eks_access_entry.EksAccessEntry;
import com.hashicorp.cdktf.providers.aws.eks_access_policy_association.EksAccessPolicyAssociation;
import com.hashicorp.cdktf.providers.aws.eks_access_policy_association.EksAccessPolicyAssociationAccessScope;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksCluster;
import java.util.List;
import software.constructs.Construct;

/** Who administers the cluster: IAM roles and users, by access entries of EKS. */
final class EksAdministrators extends Construct {
    private static final String ADMINISTRATOR = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

    private final EksCluster cluster;

    EksAdministrators(Construct scope, EksCluster cluster, List<String> principals) {
        super(scope, "administrators");
        this.cluster = cluster;
        principals.forEach(this::administrator);
    }

    private void administrator(String principal) {
        // role/admin of arn:aws:iam::123456789012:role/admin, in the characters of an id
        String id = principal.substring(principal.lastIndexOf(':') + 1).replaceAll("[^A-Za-z0-9-]", "-");
        EksAccessEntry entry = EksAccessEntry.Builder.create(this, id)
                .clusterName(cluster.getName())
                .principalArn(principal)
                .type("STANDARD")
                .build();
        EksAccessPolicyAssociation.Builder.create(this, id + "-policy")
                .clusterName(cluster.getName())
                .principalArn(principal)
                .policyArn(ADMINISTRATOR)
                .accessScope(EksAccessPolicyAssociationAccessScope.builder()
                        .type("cluster")
                        .build())
                .dependsOn(List.of(entry))
                .build();
    }
}
