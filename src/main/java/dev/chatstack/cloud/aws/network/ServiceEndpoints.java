package dev.chatstack.cloud.aws.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroupIngress;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import dev.chatstack.cloud.aws.AwsNames;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * The services of AWS inside the network, for nodes without any other egress. Each costs by the hour and zone: together more than
 * NAT gateways do.
 */
final class ServiceEndpoints extends Construct {
    /** What nodes, add-ons and the two controllers call. */
    private static final List<String> SERVICES = List.of(
            "autoscaling", "ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticloadbalancing", "logs", "sts");

    private final List<VpcEndpoint> endpoints;

    ServiceEndpoints(Construct scope, AwsNames names, NewVpc network) {
        super(scope, "endpoints");
        SecurityGroup group = SecurityGroup.Builder.create(this, "Default")
                .name(names.network() + "-endpoints")
                .description("the network calls AWS")
                .vpcId(network.vpcId())
                .ingress(List.of(SecurityGroupIngress.builder()
                        .description("HTTPS from the network")
                        .protocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .cidrBlocks(List.of(names.config().network().vpc()))
                        .build()))
                .build();
        endpoints = SERVICES.stream()
                .map(service -> VpcEndpoint.Builder.create(this, service.replace('.', '-'))
                        .vpcId(network.vpcId())
                        .serviceName(
                                "com.amazonaws.%s.%s".formatted(names.config().region(), service))
                        .vpcEndpointType("Interface")
                        .privateDnsEnabled(true)
                        .subnetIds(network.privateSubnetIds())
                        .securityGroupIds(List.of(group.getId()))
                        .tags(Map.of("Name", names.network() + "-" + service))
                        .build())
                .toList();
    }

    List<? extends ITerraformDependable> all() {
        return endpoints;
    }
}
