# shellcheck shell=bash
# A private storage account with a versioned container for the state of an environment; a lease on each state is the lock. Anyone who
# runs this may read and write it. Safe to run again.
: "${group:?}" "${account:?}" "${container:?}" "${region:?}"

az group create --name "$group" --location "$region" --output none
if ! az storage account show --resource-group "$group" --name "$account" --output none 2>/dev/null; then
    az storage account create --resource-group "$group" --name "$account" --location "$region" --output none \
        --kind StorageV2 --sku Standard_ZRS --https-only true --min-tls-version TLS1_2 \
        --allow-blob-public-access false --allow-shared-key-access false
fi
az storage account update --resource-group "$group" --name "$account" --output none \
    --https-only true --min-tls-version TLS1_2 --allow-blob-public-access false --allow-shared-key-access false
# encrypted it always is; a state that was overwritten by mistake is an old version
az storage account blob-service-properties update --resource-group "$group" --account-name "$account" --output none \
    --enable-versioning true --enable-delete-retention true --delete-retention-days 30 \
    --enable-container-delete-retention true --container-delete-retention-days 30
az storage container-rm create --resource-group "$group" --storage-account "$account" --name "$container" \
    --public-access off --output none
az role assignment create --role 'Storage Blob Data Contributor' --output none \
    --assignee-object-id "$(az ad signed-in-user show --query id --output tsv)" --assignee-principal-type User \
    --scope "$(az storage account show --resource-group "$group" --name "$account" --query id --output tsv)"
