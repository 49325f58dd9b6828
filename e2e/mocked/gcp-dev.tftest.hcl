# Plans and applies the stack gcp-dev-cluster with a provider that invents what Google would answer. What others read of an answer has
# to have its right form.
mock_provider "google" {
  mock_resource "google_compute_network" {
    defaults = { id = "projects/example-chat-dev/global/networks/gcp-dev" }
  }
  mock_resource "google_compute_subnetwork" {
    defaults = { id = "projects/example-chat-dev/regions/europe-west1/subnetworks/gcp-dev-nodes" }
  }
  mock_resource "google_container_cluster" {
    defaults = { id = "projects/example-chat-dev/locations/europe-west1-b/clusters/gcp-dev" }
  }
  mock_resource "google_service_account" {
    defaults = {
      name  = "projects/example-chat-dev/serviceAccounts/mocked@example-chat-dev.iam.gserviceaccount.com"
      email = "mocked@example-chat-dev.iam.gserviceaccount.com"
    }
  }
}

run "applies" {
  assert {
    condition     = google_container_cluster.cluster.private_cluster_config[0].enable_private_nodes && google_container_cluster.cluster.datapath_provider == "ADVANCED_DATAPATH"
    error_message = "nodes have no public address, and network policies hold"
  }
  assert {
    condition     = [for block in google_container_cluster.cluster.master_authorized_networks_config[0].cidr_blocks : block.cidr_block] == ["203.0.113.0/24"]
    error_message = "named networks alone reach the API server"
  }
  assert {
    condition     = google_container_cluster.cluster.network == google_compute_network.network.id && google_container_cluster.cluster.subnetwork == google_compute_subnetwork.network_nodes_63EB1868.id
    error_message = "the cluster is in the environment's own network"
  }
  assert {
    condition     = google_container_node_pool.cluster_nodes_56F9F591.node_config[0].service_account == google_service_account.cluster_node-identity_2E9D88B9.email
    error_message = "nodes have a separate account, not the project's default"
  }
  assert {
    condition     = google_container_node_pool.cluster_nodes_56F9F591.node_config[0].workload_metadata_config[0].mode == "GKE_METADATA" && google_container_node_pool.cluster_nodes_56F9F591.node_config[0].shielded_instance_config[0].enable_secure_boot
    error_message = "pods cannot take on the node's account, and nodes start what Google has signed"
  }
  assert {
    condition     = google_service_account_iam_member.identity-backup_workload_E9E00516.member == "serviceAccount:example-chat-dev.svc.id.goog[application/mongodb-backup]"
    error_message = "only the backup's service account is vouched for"
  }
  assert {
    condition     = google_storage_bucket_iam_member.identity-retention_objectUser_E0DC685B.bucket == google_storage_bucket.bucket-backups.name
    error_message = "who thins out backups may use their bucket alone"
  }
  assert {
    condition     = google_storage_bucket.bucket-backups.public_access_prevention == "enforced" && google_storage_bucket.bucket-backups.versioning[0].enabled
    error_message = "the bucket is never public and keeps old versions"
  }
  assert {
    condition     = google_compute_router_nat.network_nat_B2CD8D5F.router == google_compute_router.network_router_B15B771C.name
    error_message = "nodes go out by the network's router"
  }
}
