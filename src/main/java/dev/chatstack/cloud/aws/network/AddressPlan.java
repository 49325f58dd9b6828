package dev.chatstack.cloud.aws.network;

/**
 * How the /16 of a network is divided. Private subnets are large, for every pod has an address of the network and nodes take them in
 * blocks of sixteen; public ones hold gateways and load balancers only.
 *
 * @param prefix the first two numbers of the network, for example {@code 10.0}
 */
public record AddressPlan(String prefix) {
    public static AddressPlan of(String vpc) {
        String[] numbers = vpc.split("\\.", -1);
        return new AddressPlan(numbers[0] + "." + numbers[1]);
    }

    /** Nodes and pods of the zone {@code index}: 8,187 addresses. */
    String privateSubnet(int index) {
        return "%s.%d.0/19".formatted(prefix, 32 * index);
    }

    /** Gateways and load balancers of the zone {@code index}: 1,019 addresses. */
    String publicSubnet(int index) {
        return "%s.%d.0/22".formatted(prefix, 96 + 4 * index);
    }

    /** All public subnets: where load balancers connect from. */
    public String publicSubnets() {
        return prefix + ".96.0/19";
    }
}
