# Plans and applies the stack google-host-machine with a provider that invents what Google would answer. What others read of an answer
# has to have its right form.
mock_provider "google" {
  mock_resource "google_compute_network" {
    defaults = { id = "projects/example-chat-team/global/networks/google-host" }
  }
  mock_resource "google_compute_subnetwork" {
    defaults = { id = "projects/example-chat-team/regions/europe-west1/subnetworks/google-host" }
  }
  mock_resource "google_compute_address" {
    defaults = { address = "192.0.2.10" }
  }
  mock_resource "google_compute_disk" {
    defaults = { id = "projects/example-chat-team/zones/europe-west1-b/disks/mocked" }
  }
}

run "applies" {
  assert {
    condition     = google_compute_instance.machine.network_interface[0].access_config[0].nat_ip == "192.0.2.10" && output.engine == "ssh://chatstack@192.0.2.10"
    error_message = "the machine has the fixed address, and its engine is reached there"
  }
  assert {
    condition     = length(google_compute_instance.machine.service_account) == 0
    error_message = "no container can take on rights of the machine, for it has none"
  }
  assert {
    condition     = google_compute_instance.machine.shielded_instance_config[0].enable_secure_boot && google_compute_instance.machine.metadata["block-project-ssh-keys"] == "true"
    error_message = "it starts what Debian has signed, and lets in whom the file names"
  }
  assert {
    condition     = google_compute_firewall.machine_network_ssh_B5C11E0C.source_ranges == toset(["203.0.113.0/24"]) && one(google_compute_firewall.machine_network_ssh_B5C11E0C.allow).ports == tolist(["22"])
    error_message = "named networks alone reach SSH"
  }
  assert {
    condition     = one(google_compute_firewall.machine_network_chat_19E43115.allow).ports == tolist(["80", "443"])
    error_message = "people reach the chat's ports"
  }
  assert {
    condition     = [for disk in google_compute_instance.machine.attached_disk : disk.device_name] == ["data", "backups"]
    error_message = "the disks have the names by which the start-up script mounts them"
  }
  assert {
    condition     = google_compute_disk_resource_policy_attachment.machine_disks_data-nightly_E0B32EDA.disk == google_compute_disk.machine_disks_data_EF0DA8CB.name
    error_message = "a snapshot of the data is made every night"
  }
  assert {
    condition     = strcontains(google_compute_instance.machine.metadata["startup-script"], "device=/dev/disk/by-id/google-$1") && startswith(google_compute_instance.machine.metadata["startup-script"], "#!/bin/bash\n")
    error_message = "the start-up script arrives as it was written"
  }
}
