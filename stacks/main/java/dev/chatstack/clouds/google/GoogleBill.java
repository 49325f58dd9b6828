package dev.chatstack.clouds.google;

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

/** What Google asks for besides machines. */
public record GoogleBill(Blueprint blueprint, Capacity capacity) implements CloudBill {
    @Override
    public boolean isPresent() {
        return !blueprint.all("google_container_cluster").isEmpty();
    }

    /** A cluster in one zone says the zone, which is the region's name with a letter behind it. */
    @Override
    public PriceList prices() {
        return prices(
                blueprint.all("google_container_cluster").get(0).at("/location").asText());
    }

    /** Those of the region that {@code location} is, or is a zone of. */
    static PriceList prices(String location) {
        return new PriceList("google", location.replaceFirst("(-[a-z]+\\d+)-[a-z]$", "$1"));
    }

    @Override
    public List<BillLine> lines() {
        BillLines lines = new BillLines(prices()).fixed("control plane", "control-plane", 1);
        int smallest = capacity.smallest().size();
        for (Resource pool : blueprint.all("google_container_node_pool")) {
            String item = "disk/" + pool.at("/node_config/disk_type").asText();
            double gib = pool.at("/node_config/disk_size_gb").asDouble();
            int fewest = pool.number("/autoscaling/total_min_node_count", 0);
            int more = pool.number("/autoscaling/total_max_node_count", fewest) - fewest;
            lines.fixed("system disks, GiB", item, gib * fewest);
            lines.atMost("system disks of added machines, GiB", item, gib * more);
        }
        for (ClaimedDisk disk : ClaimedDisk.of(blueprint, capacity.charts())) {
            String type = disk.parameter(blueprint, "type", "pd-balanced");
            lines.fixed("disks " + disk.storageClass() + ", GiB", "disk/" + type, disk.gib() * disk.count());
        }
        if (Snapshots.areMade(blueprint)) {
            lines.byUse("snapshots of disks", "snapshot");
        }
        return lines.fixed(
                        "load balancers",
                        "load-balancer",
                        Math.min(1, capacity.charts().loadBalancers()))
                .fixed(
                        "address",
                        "address",
                        blueprint.all("google_compute_address").size())
                .fixed(
                        "egress, by machine",
                        "nat",
                        blueprint.all("google_compute_router_nat").isEmpty() ? 0 : smallest)
                .byUse("data that leaves through it", "nat-traffic")
                .byUse("data to the internet", "traffic")
                .byUse("buckets", "bucket")
                .byUse("logs", "logs")
                .all();
    }
}
