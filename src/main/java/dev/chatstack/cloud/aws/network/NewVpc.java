package dev.chatstack.cloud.aws.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.default_security_group.DefaultSecurityGroup;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.config.cloud.AwsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** A new VPC over several zones: in each a private subnet for nodes and pods, and a public one for gateways and load balancers. */
final class NewVpc extends Construct implements AwsNetwork {
    private final Vpc vpc;
    private final List<Subnet> publicSubnets = new ArrayList<>();
    private final List<Subnet> privateSubnets = new ArrayList<>();
    private final InternetRoutes wayOut;

    /** Defines it by the address plan of {@code names}' settings. */
    NewVpc(Construct scope, AwsNames names) {
        super(scope, "network");
        AwsConfig config = names.config();
        vpc = Vpc.Builder.create(this, "Default")
                .cidrBlock(config.network().vpc())
                // nodes find the private endpoint of the API server by its name
                .enableDnsSupport(true)
                .enableDnsHostnames(true)
                .tags(Map.of("Name", names.network()))
                .build();
        // without rules: whatever names no group reaches nothing
        DefaultSecurityGroup.Builder.create(this, "default-security-group")
                .vpcId(vpc.getId())
                .tags(Map.of("Name", names.network() + "-closed"))
                .build();
        subnets(names);
        InternetGateway internet = InternetGateway.Builder.create(this, "internet-gateway")
                .vpcId(vpc.getId())
                .tags(Map.of("Name", names.network()))
                .build();
        wayOut = new InternetRoutes(this, names, internet);
    }

    private void subnets(AwsNames names) {
        AddressPlan plan = AddressPlan.of(names.config().network().vpc());
        List<String> zones = names.config().zones();
        for (int i = 0; i < zones.size(); i++) {
            publicSubnets.add(subnet(names, "public", zones.get(i), plan.publicSubnet(i), "kubernetes.io/role/elb"));
            privateSubnets.add(
                    subnet(names, "private", zones.get(i), plan.privateSubnet(i), "kubernetes.io/role/internal-elb"));
        }
    }

    /** The role tag tells the controller of load balancers which of the two kinds a subnet is for. */
    private Subnet subnet(AwsNames names, String kind, String zone, String cidr, String roleTag) {
        return Subnet.Builder.create(this, kind + "-" + zone)
                .vpcId(vpc.getId())
                .availabilityZone(zone)
                .cidrBlock(cidr)
                .mapPublicIpOnLaunch(false)
                .tags(new TreeMap<>(Map.of(
                        "Name",
                        names.network() + "-" + kind + "-" + zone,
                        roleTag,
                        "1",
                        "kubernetes.io/cluster/" + names.cluster(),
                        "shared")))
                .build();
    }

    @Override
    public String vpcId() {
        return vpc.getId();
    }

    List<Subnet> publicSubnets() {
        return List.copyOf(publicSubnets);
    }

    List<Subnet> privateSubnets() {
        return List.copyOf(privateSubnets);
    }

    @Override
    public List<String> privateSubnetIds() {
        return privateSubnets.stream().map(Subnet::getId).toList();
    }

    @Override
    public List<String> natGatewayIds() {
        return wayOut.natGatewayIds();
    }

    @Override
    public List<ITerraformDependable> wayOut() {
        return wayOut.routes();
    }
}
