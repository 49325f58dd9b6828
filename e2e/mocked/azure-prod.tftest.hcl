# Plans and applies the stack azure-prod-cluster with a provider that invents what Azure would answer. What Azure derives from
# names has to have the right form, for the provider reads it again where it is used.
mock_provider "azurerm" {
  mock_resource "azurerm_resource_group" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod" }
  }
  mock_resource "azurerm_virtual_network" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.Network/virtualNetworks/azure-prod" }
  }
  mock_resource "azurerm_subnet" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.Network/virtualNetworks/azure-prod/subnets/mocked" }
  }
  mock_resource "azurerm_network_security_group" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.Network/networkSecurityGroups/mocked" }
  }
  mock_resource "azurerm_public_ip" {
    defaults = {
      id         = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.Network/publicIPAddresses/mocked"
      ip_address = "192.0.2.10"
    }
  }
  mock_resource "azurerm_application_gateway" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.Network/applicationGateways/azure-prod-gateway" }
  }
  mock_resource "azurerm_user_assigned_identity" {
    defaults = {
      id           = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mocked"
      principal_id = "00000000-0000-0000-0000-00000000000a"
      client_id    = "00000000-0000-0000-0000-00000000000b"
    }
  }
  mock_resource "azurerm_kubernetes_cluster" {
    defaults = {
      id              = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.ContainerService/managedClusters/azure-prod"
      oidc_issuer_url = "https://issuer.test/azure-prod/"
    }
  }
  mock_resource "azurerm_log_analytics_workspace" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod/providers/Microsoft.OperationalInsights/workspaces/azure-prod-logs" }
  }
  mock_resource "azurerm_storage_container" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod-data/providers/Microsoft.Storage/storageAccounts/mocked/blobServices/default/containers/mocked" }
  }
  mock_resource "azurerm_storage_account" {
    defaults = { id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/azure-prod-data/providers/Microsoft.Storage/storageAccounts/mocked" }
  }
}

run "applies" {
  assert {
    condition     = azurerm_kubernetes_cluster.cluster.sku_tier == "Standard" && azurerm_kubernetes_cluster.cluster.local_account_disabled
    error_message = "the control plane is promised, and nobody signs in without a name"
  }
  assert {
    condition     = azurerm_federated_identity_credential.gateway-controller_service-account_8ACBAD21.issuer == "https://issuer.test/azure-prod/"
    error_message = "the gateway's controller is vouched for by this cluster"
  }
  assert {
    condition     = azurerm_application_gateway.gateway.frontend_ip_configuration[0].public_ip_address_id == azurerm_public_ip.gateway_address_640275E1.id
    error_message = "the gateway answers at the fixed address"
  }
  assert {
    condition     = azurerm_storage_account.storage-backups.account_replication_type == "GRS"
    error_message = "the backups are in two regions"
  }
  assert {
    condition     = azurerm_role_assignment.identity-restore_role_20E1020E.role_definition_name == "Storage Blob Data Reader" && azurerm_role_assignment.identity-restore_role_20E1020E.scope == azurerm_storage_container.storage-backups_container_77400453.id
    error_message = "who restores reads the container of the backups and nothing else"
  }
}
