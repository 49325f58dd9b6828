package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.providers.azurerm.data_azurerm_user_assigned_identity.DataAzurermUserAssignedIdentity;
import dev.chatstack.cloud.ClusterAccess;
import software.constructs.Construct;

/**
 * An identity that an environment's first stack made, as pods know it: by its client id.
 *
 * @param name its name in Azure
 * @param id of the construct that looks it up
 * @param variable what Terraform asks for where nothing is looked up; people set it as {@code TF_VAR_} and this name
 */
public record ExistingIdentity(String name, String id, String variable) {
    /** Its client id. With a kubeconfig Azure is asked nothing, and Terraform asks the person who runs it. */
    public String clientId(Construct scope, AzureNames names, ClusterAccess access) {
        return access instanceof ClusterAccess.Kubeconfig ? asked(scope, names) : lookedUp(scope, names);
    }

    private String lookedUp(Construct scope, AzureNames names) {
        return DataAzurermUserAssignedIdentity.Builder.create(scope, id)
                .name(name)
                .resourceGroupName(names.resourceGroup())
                .build()
                .getClientId();
    }

    private String asked(Construct scope, AzureNames names) {
        TerraformVariable asked = TerraformVariable.Builder.create(scope, variable)
                .type("string")
                .description("az identity show --resource-group %s --name %s --query clientId --output tsv"
                        .formatted(names.resourceGroup(), name))
                .build();
        asked.overrideLogicalId(variable);
        return asked.getStringValue();
    }
}
