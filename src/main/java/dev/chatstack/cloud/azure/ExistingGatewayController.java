package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.providers.azurerm.data_azurerm_user_assigned_identity.DataAzurermUserAssignedIdentity;
import dev.chatstack.cloud.ClusterAccess;
import software.constructs.Construct;

/** The gateway and the identity of its controller, which an environment's first stack made. */
public record ExistingGatewayController(String gatewayId, String clientId) {
    /** Looks them up; with a kubeconfig it asks Azure nothing, and Terraform asks whoever runs it. */
    public static ExistingGatewayController find(Construct scope, AzureNames names, ClusterAccess access) {
        String clientId = access instanceof ClusterAccess.Kubeconfig ? asked(scope, names) : lookedUp(scope, names);
        return new ExistingGatewayController(names.gatewayId(), clientId);
    }

    private static String lookedUp(Construct scope, AzureNames names) {
        return DataAzurermUserAssignedIdentity.Builder.create(scope, "gateway-controller-identity")
                .name(names.gatewayIdentity())
                .resourceGroupName(names.resourceGroup())
                .build()
                .getClientId();
    }

    private static String asked(Construct scope, AzureNames names) {
        TerraformVariable variable = TerraformVariable.Builder.create(scope, "gateway_controller_client_id")
                .type("string")
                .description("az identity show --resource-group %s --name %s --query clientId --output tsv"
                        .formatted(names.resourceGroup(), names.gatewayIdentity()))
                .build();
        return variable.getStringValue();
    }
}
