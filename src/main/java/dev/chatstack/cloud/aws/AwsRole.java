package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import dev.chatstack.config.cloud.aws.AwsIamConfig;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** What a service of AWS, or a workload, is to AWS, and what it may do. */
public final class AwsRole extends Construct {
    private final IamRole role;
    private final List<ITerraformDependable> permissions = new ArrayList<>();

    /** A role named {@code purpose} of this environment that {@code trust} says who may take on. */
    public AwsRole(Construct scope, AwsNames names, String purpose, String trust) {
        super(scope, "role-" + purpose);
        AwsIamConfig iam = names.config().iam();
        IamRole.Builder builder = IamRole.Builder.create(this, "Default")
                .name(names.role(purpose))
                .assumeRolePolicy(trust);
        iam.permissionsBoundary().ifPresent(builder::permissionsBoundary);
        if (!iam.path().equals("/")) {
            builder.path(iam.path());
        }
        role = builder.build();
    }

    /** Adds a policy that AWS itself maintains, for example {@code AmazonEKSClusterPolicy}. */
    public AwsRole managed(String policy) {
        String name = policy.substring(policy.indexOf('/') + 1);
        permissions.add(IamRolePolicyAttachment.Builder.create(this, name)
                .role(role.getName())
                .policyArn("arn:aws:iam::aws:policy/" + policy)
                .build());
        return this;
    }

    /** Adds a policy of this role's own. */
    public AwsRole may(Statement... statements) {
        permissions.add(IamRolePolicy.Builder.create(this, "policy")
                .name("policy")
                .role(role.getName())
                .policy(Statement.policy(statements))
                .build());
        return this;
    }

    public String arn() {
        return role.getArn();
    }

    /** Every user of the role waits for these, so that it loses nothing before it is gone. */
    public List<ITerraformDependable> permissions() {
        return permissions;
    }
}
