package dev.chatstack.cloud.aws.network;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.cloud.aws.AwsNames;
import java.util.List;
import software.constructs.Construct;

/** The VPC of a cluster: a new one, or one that exists. */
public sealed interface AwsNetwork permits ExistingVpc, NewVpc {
    /** The one that the settings of {@code names} describe. */
    static AwsNetwork of(Construct scope, AwsNames names) {
        return names.config()
                .network()
                .existing()
                .<AwsNetwork>map(
                        existing -> new ExistingVpc(scope, names.config().zones(), existing))
                .orElseGet(() -> new NewVpc(scope, names));
    }

    String vpcId();

    /** Subnets of nodes and pods, in the order of the zones. */
    List<String> privateSubnetIds();

    /** Ids of the NAT gateways that were made; empty when there are none. */
    List<String> natGatewayIds();

    /** What a node needs before it can pull an image, and as long as it stops pods. */
    List<ITerraformDependable> wayOut();
}
