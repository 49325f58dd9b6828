package dev.chatstack.cloud.aws.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.eip.Eip;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.nat_gateway.NatGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.config.cloud.aws.AwsNetworkConfig.NatGateways;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** How subnets reach what is outside: public ones the internet itself, private ones NAT gateways, and S3 by a free short cut. */
final class InternetRoutes extends Construct {
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final AwsNames names;
    private final NewVpc network;
    private final List<String> natGatewayIds = new ArrayList<>();
    private final List<ITerraformDependable> routes = new ArrayList<>();

    InternetRoutes(NewVpc network, AwsNames names, InternetGateway internet) {
        super(network, "way-out");
        this.names = names;
        this.network = network;
        RouteTable publicTable = routeTable("public", network.publicSubnets());
        routes.add(Route.Builder.create(this, "public-internet")
                .routeTableId(publicTable.getId())
                .destinationCidrBlock(EVERYWHERE)
                .gatewayId(internet.getId())
                .build());
        NatGateways mode = names.config().network().natGateways();
        List<String> privateTables = privateTables(mode, internet);
        VpcEndpoint s3 = VpcEndpoint.Builder.create(this, "s3")
                .vpcId(network.vpcId())
                .serviceName("com.amazonaws.%s.s3".formatted(names.config().region()))
                .vpcEndpointType("Gateway")
                .routeTableIds(privateTables)
                .tags(name("s3"))
                .build();
        routes.add(s3);
        if (mode == NatGateways.none) {
            routes.addAll(new ServiceEndpoints(this, names, network).all());
        }
    }

    List<String> natGatewayIds() {
        return List.copyOf(natGatewayIds);
    }

    List<ITerraformDependable> routes() {
        return List.copyOf(routes);
    }

    /** One table a zone, so that the mode can change later without a subnet losing its table. */
    private List<String> privateTables(NatGateways mode, InternetGateway internet) {
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < names.config().zones().size(); i++) {
            String zone = names.config().zones().get(i);
            if (mode == NatGateways.perZone || (mode == NatGateways.single && i == 0)) {
                natGatewayIds.add(natGateway(zone, network.publicSubnets().get(i), internet));
            } else if (mode == NatGateways.regional && i == 0) {
                natGatewayIds.add(regionalNatGateway(internet));
            }
            RouteTable table = routeTable(
                    "private-" + zone, List.of(network.privateSubnets().get(i)));
            tables.add(table.getId());
            if (mode != NatGateways.none) {
                routes.add(Route.Builder.create(this, "private-" + zone + "-internet")
                        .routeTableId(table.getId())
                        .destinationCidrBlock(EVERYWHERE)
                        .natGatewayId(natGatewayIds.get(natGatewayIds.size() - 1))
                        .build());
            }
        }
        return tables;
    }

    private String natGateway(String zone, Subnet subnet, InternetGateway internet) {
        Eip address = Eip.Builder.create(this, "nat-address-" + zone)
                .domain("vpc")
                .tags(name("nat-" + zone))
                .dependsOn(List.of(internet))
                .build();
        return NatGateway.Builder.create(this, "nat-" + zone)
                .allocationId(address.getAllocationId())
                .subnetId(subnet.getId())
                .tags(name("nat-" + zone))
                .dependsOn(List.of(internet))
                .build()
                .getId();
    }

    private String regionalNatGateway(InternetGateway internet) {
        return NatGateway.Builder.create(this, "nat-regional")
                .availabilityMode("regional")
                .vpcId(network.vpcId())
                .tags(name("nat-regional"))
                .dependsOn(List.of(internet))
                .build()
                .getId();
    }

    private RouteTable routeTable(String id, List<Subnet> subnets) {
        RouteTable table = RouteTable.Builder.create(this, id)
                .vpcId(network.vpcId())
                .tags(name(id))
                .build();
        for (int i = 0; i < subnets.size(); i++) {
            routes.add(RouteTableAssociation.Builder.create(this, id + "-" + i)
                    .routeTableId(table.getId())
                    .subnetId(subnets.get(i).getId())
                    .build());
        }
        return table;
    }

    private Map<String, String> name(String part) {
        return Map.of("Name", names.network() + "-" + part);
    }
}
