package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.providers.aws.eks_pod_identity_association.EksPodIdentityAssociation;
import software.constructs.Construct;

/** Gives the pods of one service account a role of AWS, without a key and without an annotation in the cluster. */
public final class PodIdentity extends Construct {
    /** Who may take on such a role: the agent on the nodes, which passes it to the right pods. */
    static final String TRUST = Statement.trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession");

    /** Lets {@code serviceAccount} in {@code namespace} do what {@code statements} say. */
    public PodIdentity(
            Construct scope,
            AwsNames names,
            EksCluster cluster,
            ServiceAccountName serviceAccount,
            Statement... statements) {
        super(scope, "identity-" + serviceAccount.name());
        AwsRole role = new AwsRole(this, names, serviceAccount.name(), TRUST).may(statements);
        EksPodIdentityAssociation.Builder.create(this, "Default")
                .clusterName(cluster.name())
                .namespace(serviceAccount.namespace())
                .serviceAccount(serviceAccount.name())
                .roleArn(role.arn())
                .dependsOn(role.permissions())
                .build();
    }

    /** A service account, which a later stack makes. */
    public record ServiceAccountName(String namespace, String name) {}
}
