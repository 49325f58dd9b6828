package dev.chatstack.clouds.aws;

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
import java.util.stream.Stream;

/** What Amazon asks for besides machines. */
record AwsBill(Blueprint blueprint, Capacity capacity) implements CloudBill {
    @Override
    public boolean isPresent() {
        return !blueprint.all("aws_eks_cluster").isEmpty();
    }

    /** The zone of a subnet is the region's name with a letter behind it. */
    @Override
    public PriceList prices() {
        String zone = Stream.concat(blueprint.all("aws_subnet").stream(), blueprint.found("aws_subnet").stream())
                .findFirst()
                .orElseThrow()
                .text("/availability_zone");
        return new PriceList("aws", zone.replaceFirst("[a-z]$", ""));
    }

    private boolean ownNetwork() {
        return !blueprint.all("aws_vpc").isEmpty();
    }

    @Override
    public List<BillLine> lines() {
        BillLines lines = new BillLines(prices()).fixed("control plane", "control-plane", 1);
        double smallest = 0;
        double more = 0;
        for (Resource group : blueprint.all("aws_eks_node_group")) {
            double gib = blueprint
                    .referenced(group.at("/launch_template/id").asText())
                    .map(template -> template.at("/block_device_mappings/0/ebs/volume_size")
                            .asDouble())
                    .orElse(0.0);
            int fewest = group.number("/scaling_config/min_size", 0);
            smallest += gib * fewest;
            more += gib * (group.number("/scaling_config/max_size", fewest) - fewest);
        }
        lines.fixed("system disks, GiB", "disk/gp3", smallest);
        lines.atMost("system disks of added machines, GiB", "disk/gp3", more);
        for (ClaimedDisk disk : ClaimedDisk.of(blueprint, capacity.charts())) {
            String type = disk.parameter(blueprint, "type", "gp3");
            lines.fixed("disks " + disk.storageClass() + ", GiB", "disk/" + type, disk.gib() * disk.count());
        }
        if (!blueprint.all("aws_dlm_lifecycle_policy").isEmpty() || Snapshots.areMade(blueprint)) {
            lines.byUse("snapshots of disks", "snapshot");
        }
        if (!blueprint.all("aws_s3_bucket_replication_configuration").isEmpty()) {
            lines.byUse("data to the other region", "region-traffic");
        }
        int zones = capacity.zones().size();
        int albs = blueprint.all("kubernetes_ingress_v1").size();
        int nlbs = capacity.charts().loadBalancers();
        return lines.fixed(
                        "NAT gateways", "nat", blueprint.all("aws_nat_gateway").size())
                .fixed("application load balancers", "alb", albs)
                .fixed("network load balancers", "nlb", nlbs)
                .fixed("public addresses of load balancers, one a zone", "address", (albs + nlbs) * zones)
                .fixed("public addresses", "address", blueprint.all("aws_eip").size())
                .fixed("keys", "key", blueprint.all("aws_kms_key").size())
                .byUse(ownNetwork() ? "data through NAT gateways" : "data through your NAT gateways", "nat-traffic")
                .byUse("data from zone to zone", "zone-traffic")
                .byUse("data to the internet", "traffic")
                .byUse("capacity of load balancers", "load-balancer-capacity")
                .byUse("buckets", "bucket")
                .byUse("logs", "logs")
                .all();
    }
}
