package dev.chatstack.clouds.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.cost.BillLine;
import dev.chatstack.cost.BillLines;
import dev.chatstack.cost.ClaimedDisk;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.cost.PriceList;
import dev.chatstack.cost.Snapshots;
import java.util.List;

/** What Azure asks for besides machines. */
record AzureBill(Blueprint blueprint, Capacity capacity) implements CloudBill {
    /** Sizes in which Azure sells disks, in GiB: anyone who asks for less pays for the next one. */
    private static final int[] SIZES = {4, 8, 16, 32, 64, 128, 256, 512, 1024};

    @Override
    public boolean isPresent() {
        return !blueprint.all("azurerm_kubernetes_cluster").isEmpty();
    }

    @Override
    public PriceList prices() {
        return prices(cluster().at("/location").asText());
    }

    /** In the name of a machine the number of its processors stands in the middle of its family: Standard_D4as_v5 is a Dasv5. */
    static PriceList prices(String region) {
        return new PriceList(
                "azure", region, machine -> machine.replaceFirst("^Standard_([A-Z]+)\\d+([a-z]*)_?", "$1$2"));
    }

    @Override
    public List<BillLine> lines() {
        BillLines lines = new BillLines(prices());
        lines.fixed(
                "control plane",
                "control-plane",
                cluster().at("/sku_tier").asText().equals("Free") ? 0 : 1);
        systemDisks(lines, cluster().at("/default_node_pool"));
        blueprint.all("azurerm_kubernetes_cluster_node_pool").forEach(pool -> systemDisks(lines, pool.body()));
        for (ClaimedDisk disk : ClaimedDisk.of(blueprint, capacity.charts())) {
            if (disk.shared()) {
                lines.byUse("files on " + disk.storageClass(), "files");
            } else {
                String sku = disk.parameter(blueprint, "skuName", "StandardSSD_LRS");
                String kind = sku.startsWith("Premium") ? "premium" : "standard-ssd";
                lines.fixed(
                        "disks " + disk.storageClass() + " of " + size(disk.gib()) + " GiB",
                        "disk/" + kind + "/" + size(disk.gib()),
                        disk.count());
            }
        }
        if (Snapshots.areMade(blueprint)) {
            lines.byUse("snapshots of disks", "snapshot");
        }
        int endpoints = blueprint.all("azurerm_private_endpoint").size();
        if (endpoints > 0) {
            lines.fixed("private endpoints", "private-endpoint", endpoints)
                    .byUse("data through private endpoints", "private-endpoint-traffic");
        }
        int gateways = blueprint.all("azurerm_application_gateway").size();
        int services = capacity.charts().loadBalancers();
        String egress = cluster().text("/network_profile/outbound_type");
        // by a route or a NAT gateway of the network's owner, AKS makes a load balancer for Services alone
        boolean ofOwner = !egress.equals("loadBalancer")
                && blueprint.all("azurerm_nat_gateway").isEmpty();
        int ownEgress = ofOwner ? 0 : 1;
        return lines.fixed("Application Gateway", "gateway", gateways)
                .fixed("its smallest capacity, units", "gateway-capacity", 10 * capacityUnits())
                .fixed("load balancer, also for egress", "load-balancer", ofOwner ? Math.min(1, services) : 1)
                .fixed(
                        "public addresses",
                        "address",
                        blueprint.all("azurerm_public_ip").size() + services + ownEgress)
                .fixed(
                        "NAT gateways",
                        "nat",
                        blueprint.all("azurerm_nat_gateway").size())
                .byUse("data to the internet", "traffic")
                .byUse("backups, in two regions", "blob-geo")
                .byUse("logs", "logs")
                .all();
    }

    private void systemDisks(BillLines lines, JsonNode pool) {
        int size = size(pool.path("os_disk_size_gb").asDouble());
        int smallest = pool.path("min_count").asInt();
        lines.fixed("system disks of " + size + " GiB", "disk/premium/" + size, smallest);
        lines.atMost(
                "system disks of added machines, " + size + " GiB",
                "disk/premium/" + size,
                pool.path("max_count").asInt() - smallest);
    }

    /** A gateway that scales automatically is charged for ten capacity units for each instance that it always has. */
    private int capacityUnits() {
        return blueprint.all("azurerm_application_gateway").stream()
                .mapToInt(gateway ->
                        gateway.at("/autoscale_configuration/min_capacity").asInt())
                .sum();
    }

    private Resource cluster() {
        return blueprint.all("azurerm_kubernetes_cluster").get(0);
    }

    private static int size(double gib) {
        for (int size : SIZES) {
            if (gib <= size) {
                return size;
            }
        }
        return SIZES[SIZES.length - 1];
    }
}
