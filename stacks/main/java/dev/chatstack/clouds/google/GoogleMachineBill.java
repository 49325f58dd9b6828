package dev.chatstack.clouds.google;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.cost.BillLine;
import dev.chatstack.cost.BillLines;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.cost.PriceList;
import java.util.ArrayList;
import java.util.List;

/** What Google asks for a Docker host: its machine, its disks, its address. */
record GoogleMachineBill(Blueprint blueprint) implements CloudBill {
    @Override
    public boolean isPresent() {
        return !machines().isEmpty();
    }

    @Override
    public PriceList prices() {
        return GoogleBill.prices(machines().get(0).at("/zone").asText());
    }

    @Override
    public List<BillLine> lines() {
        BillLines others = new BillLines(prices());
        List<BillLine> lines = new ArrayList<>();
        for (Resource machine : machines()) {
            String type = machine.at("/machine_type").asText();
            lines.add(new BillLine("machine " + type, 1, prices().machine(type, false), BillLine.Share.FIXED));
            disk(others, "system disk, GiB", machine, "/boot_disk/initialize_params");
        }
        blueprint.all("google_compute_disk").forEach(disk -> disk(others, "disk " + disk.name() + ", GiB", disk, ""));
        lines.addAll(others.fixed("address", "address", (int) blueprint.all("google_compute_address").stream()
                        .filter(address -> address.text("/address_type").equals("EXTERNAL"))
                        .count())
                .byUse("snapshots of the disks", "snapshot")
                .byUse("data to the internet", "traffic")
                .all());
        return lines;
    }

    private List<Resource> machines() {
        return blueprint.all("google_compute_instance");
    }

    private static void disk(BillLines lines, String what, Resource resource, String at) {
        lines.fixed(
                what,
                "disk/" + resource.at(at + "/type").asText(),
                resource.at(at + "/size").asDouble());
    }
}
