# Plans and applies the stack aws-prod-cluster with a provider that invents what AWS would answer. What others read of an answer has
# to have its right form.
mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/mocked" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mocked" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mocked" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::original" }
  }
  mock_resource "aws_launch_template" {
    defaults = {
      id             = "lt-0123456789abcdef0"
      latest_version = 3
    }
  }
  mock_resource "aws_eks_node_group" {
    defaults = { resources = [{ autoscaling_groups = [{ name = "eks-mocked" }], remote_access_security_group_id = "" }] }
  }
  mock_resource "aws_acm_certificate" {
    defaults = {
      arn = "arn:aws:acm:eu-central-1:123456789012:certificate/mocked"
      domain_validation_options = [{
        domain_name           = "chat.example.org"
        resource_record_name  = "_proof.chat.example.org."
        resource_record_type  = "CNAME"
        resource_record_value = "_proof.acm-validations.aws."
      }]
    }
  }
}

# where release 5 stands in for release 6, the other region has its own provider
mock_provider "aws" {
  alias = "eu-west-1"
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::replica" }
  }
}

run "applies" {
  assert {
    condition     = aws_eks_cluster.cluster.access_config[0].authentication_mode == "API" && !aws_eks_cluster.cluster.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "people are let in by access entries, and nobody for having made the cluster"
  }
  assert {
    condition     = aws_eks_cluster.cluster.encryption_config[0].provider[0].key_arn == aws_kms_key.key.arn && aws_kms_key.key.enable_key_rotation
    error_message = "Secrets are encrypted with the environment's key, which rotates"
  }
  assert {
    condition     = toset(aws_eks_cluster.cluster.vpc_config[0].public_access_cidrs) == toset(["203.0.113.0/24"]) && aws_eks_cluster.cluster.vpc_config[0].endpoint_private_access
    error_message = "named networks alone reach the API server, nodes by its private endpoint"
  }
  assert {
    condition     = length(setsubtract(["api", "audit", "authenticator", "controllerManager", "scheduler"], aws_eks_cluster.cluster.enabled_cluster_log_types)) == 0
    error_message = "everything that the control plane can log it logs"
  }
  assert {
    condition     = aws_eks_node_group.cluster_nodes_eu-central-1b_61676F0D.subnet_ids == toset([aws_subnet.network_private-eu-central-1b_50C40B77.id])
    error_message = "the nodes of a zone are in its private subnet"
  }
  assert {
    condition     = aws_eks_node_group.cluster_nodes_eu-central-1b_61676F0D.launch_template[0].version == "3"
    error_message = "nodes have the newest version of their template"
  }
  assert {
    condition     = aws_route.network_way-out_private-eu-central-1c-internet_EC30810A.nat_gateway_id == aws_nat_gateway.network_way-out_nat-eu-central-1c_063DA624.id
    error_message = "a zone goes out by its own gateway"
  }
  assert {
    condition     = aws_nat_gateway.network_way-out_nat-eu-central-1c_063DA624.subnet_id == aws_subnet.network_public-eu-central-1c_A0BA6A30.id
    error_message = "the gateway of a zone is in its public subnet"
  }
  assert {
    condition     = aws_route53_record.certificate_proof_0157FE4B.name == "_proof.chat.example.org." && aws_route53_record.certificate_proof_0157FE4B.records == toset(["_proof.acm-validations.aws."])
    error_message = "the record proves the certificate"
  }
  assert {
    condition     = aws_s3_bucket_replication_configuration.bucket-backups_replication_CF7666DF.rule[0].destination[0].bucket == aws_s3_bucket.bucket-backups_bucket-backups-replica_B1A2A57B.arn
    error_message = "backups are copied to the other region"
  }
  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.dashboard.dashboard_body, "eks-mocked") && strcontains(aws_cloudwatch_dashboard.dashboard.dashboard_body, aws_nat_gateway.network_way-out_nat-eu-central-1a_01D7FBBC.id)
    error_message = "the dashboard shows the nodes and the gateways that there are"
  }
}
