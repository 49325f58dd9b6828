package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.project_iam_member.ProjectIamMember;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import software.constructs.Construct;

/**
 * What the nodes are to Google: an account that may write logs and metrics, and nothing else. Public images need no right. For a private
 * Artifact Registry, grant the account {@code roles/artifactregistry.reader} there.
 */
final class NodeIdentity extends Construct {
    private final ServiceAccount account;
    private final ProjectIamMember role;

    NodeIdentity(Construct scope, GoogleNames names, ProjectServices services) {
        super(scope, "node-identity");
        account = ServiceAccount.Builder.create(this, "Default")
                .accountId(names.nodes())
                .displayName("Nodes of " + names.cluster())
                .dependsOn(services.all())
                .build();
        role = ProjectIamMember.Builder.create(this, "role")
                .project(names.config().project())
                .role("roles/container.defaultNodeServiceAccount")
                .member("serviceAccount:" + account.getEmail())
                .build();
    }

    String email() {
        return account.getEmail();
    }

    /** Nodes that start before they may write logs never report ready. */
    ITerraformDependable granted() {
        return role;
    }
}
