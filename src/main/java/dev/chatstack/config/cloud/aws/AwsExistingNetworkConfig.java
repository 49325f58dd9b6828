package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/** A VPC that exists, and what of it an EKS cluster uses. chatstack changes nothing of it. */
public record AwsExistingNetworkConfig(
        @About("id of the VPC")
        @Pattern(regexp = "vpc-[0-9a-f]{8,17}", message = "must be the id of a VPC such as vpc-0a1b2c3d4e5f67890")
        String vpcId,

        @About("addresses of the VPC, or the part of them that holds all subnets below; load balancers connect to the"
                + " pods from there")
        @Cidr
        String cidr,

        @About("ids of the subnets of nodes and pods, one for each zone, in the order of cloud.zones") @NotEmpty
        List<@Pattern(regexp = SUBNET, message = SUBNET_MESSAGE) String> privateSubnetIds,

        @About("ids of the subnets of load balancers with public addresses, one for each zone, in the order of"
                + " cloud.zones; left out where every load balancer is internal")
        @Default("[]")
        List<@Pattern(regexp = SUBNET, message = SUBNET_MESSAGE) String> publicSubnetIds) {
    private static final String SUBNET = "subnet-[0-9a-f]{8,17}";
    private static final String SUBNET_MESSAGE = "must be the id of a subnet such as subnet-0a1b2c3d4e5f67890";
}
