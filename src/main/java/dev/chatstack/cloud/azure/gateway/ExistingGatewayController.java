package dev.chatstack.cloud.azure.gateway;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.ExistingIdentity;
import software.constructs.Construct;

/** The gateway and the identity of its controller, which an environment's first stack made. */
public record ExistingGatewayController(String gatewayId, String clientId) {
    /** Looks them up; with a kubeconfig it asks Azure nothing, and Terraform asks the person who runs it. */
    public static ExistingGatewayController find(Construct scope, AzureNames names, ClusterAccess access) {
        ExistingIdentity identity = new ExistingIdentity(
                names.gatewayIdentity(), "gateway-controller-identity", "gateway_controller_client_id");
        return new ExistingGatewayController(names.gatewayId(), identity.clientId(scope, names, access));
    }
}
