package dev.chatstack.cloud.aws.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.config.cloud.aws.AwsExistingNetworkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A VPC that exists, of which nothing is changed. Terraform looks up every subnet by its id, its zone and the VPC, so a plan fails where
 * the file is wrong about one of them.
 */
final class ExistingVpc implements AwsNetwork {
    private final AwsExistingNetworkConfig config;
    private final List<String> privateSubnetIds = new ArrayList<>();

    ExistingVpc(Construct scope, List<String> zones, AwsExistingNetworkConfig config) {
        this.config = config;
        for (int i = 0; i < zones.size(); i++) {
            privateSubnetIds.add(find(
                    scope, "private", zones.get(i), config.privateSubnetIds().get(i)));
            if (!config.publicSubnetIds().isEmpty()) {
                find(scope, "public", zones.get(i), config.publicSubnetIds().get(i));
            }
        }
    }

    /** The bindings have no type for this data source. */
    private String find(Construct scope, String kind, String zone, String id) {
        String name = "network_" + kind + "-" + zone;
        TerraformStack.of(scope)
                .addOverride(
                        "data.aws_subnet." + name,
                        Map.of("availability_zone", zone, "id", id, "vpc_id", config.vpcId()));
        return "${data.aws_subnet." + name + ".id}";
    }

    @Override
    public String vpcId() {
        return config.vpcId();
    }

    @Override
    public List<String> privateSubnetIds() {
        return List.copyOf(privateSubnetIds);
    }

    @Override
    public List<String> natGatewayIds() {
        return List.of();
    }

    @Override
    public List<ITerraformDependable> wayOut() {
        return List.of();
    }
}
