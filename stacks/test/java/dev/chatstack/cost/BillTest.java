package dev.chatstack.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.google.GoogleBill;
import dev.chatstack.clouds.google.GoogleNodes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bill")
class BillTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Blueprint small = new Blueprint(
            "small",
            List.of(
                    resource("google_container_cluster", "cluster", "{'location': 'europe-west1-b'}"),
                    resource("google_container_node_pool", "nodes", """
                        {'cluster': '${google_container_cluster.cluster.id}', 'name': 'workers',
                         'autoscaling': {'total_min_node_count': 2, 'total_max_node_count': 3},
                         'node_config': {'machine_type': 'e2-standard-4', 'disk_type': 'pd-balanced', 'disk_size_gb': 50}}
                        """),
                    resource("kubernetes_stateful_set_v1", "db", """
                        {'metadata': {'name': 'db', 'namespace': 'chat'}, 'spec': {'replicas': '3',
                         'volume_claim_template': [{'spec': {'storage_class_name': 'fast',
                           'resources': {'requests': {'storage': '10Gi'}}}}]}}
                        """),
                    resource(
                            "kubernetes_storage_class_v1",
                            "fast",
                            "{'metadata': {'name': 'fast'}, 'parameters': {'type': 'pd-ssd'}}")));

    @Test
    void countsWhatIsAlwaysThereAndWhatTheAutoscalerMayAdd() {
        Bill bill = bill(small);

        double control = 0.10 * 730;
        double machine = 0.14743 * 730;
        assertThat(bill.region()).isEqualTo("europe-west1");
        assertThat(bill.fixed()).isCloseTo(control + 2 * machine + 100 * 0.10 + 30 * 0.17, within(0.01));
        assertThat(bill.atMost() - bill.fixed()).isCloseTo(machine + 50 * 0.10, within(0.01));
        assertThat(bill.unknown()).isEmpty();
    }

    @Test
    void namesTheSnapshotsThatTheClusterMakes() {
        Blueprint kept = new Blueprint(
                "kept",
                Stream.concat(
                                small.resources().stream(),
                                Stream.of(resource(
                                        "kubernetes_cron_job_v1",
                                        "snapshots",
                                        "{'metadata': {'name': 'disk-snapshots', 'namespace': 'chat'}}")))
                        .toList());

        assertThat(bill(kept).unknown()).containsExactly("snapshots of disks");
    }

    @Test
    void saysWhatItDoesNotKnowInsteadOfTakingItForNothing() {
        Blueprint exotic = new Blueprint(
                "exotic",
                List.of(
                        resource("google_container_cluster", "cluster", "{'location': 'moon-west1'}"),
                        small.resources().get(1)));

        Bill bill = bill(exotic);

        assertThat(bill.unknown()).contains("machine e2-standard-4");
        assertThat(BillText.sum(bill))
                .contains(
                        "not included, because the price is unknown: machine e2-standard-4",
                        "prices from other regions");
        assertThat(BillText.table(bill)).anyMatch(line -> line.startsWith("    unknown  machine e2-standard-4: 2"));
    }

    @Test
    void namesTheSourceOfEveryPrice() {
        Bill bill = bill(small);

        assertThat(bill.lines()).isNotEmpty().allSatisfy(line -> {
            UnitPrice price = line.price().orElseThrow();
            assertThat(price.source()).isNotBlank();
            assertThat(price.date()).matches("20\\d\\d-\\d\\d");
        });
    }

    @Test
    void takesTheSpotPriceForSpotMachines() {
        PriceList prices = new PriceList("google", "europe-west1");

        double spot = prices.machine("e2-standard-4", true).orElseThrow().usd();
        assertThat(spot)
                .isLessThan(prices.machine("e2-standard-4", false).orElseThrow().usd());
    }

    @Test
    void takesOffForAYearWhatTheFamilyOfTheMachineGets() {
        PriceList frankfurt = new PriceList("aws", "eu-central-1");

        assertThat(frankfurt.committed("m7i.xlarge").orElseThrow().usd())
                .isCloseTo(0.2415 * (1 - 0.3826), within(1e-9));
        assertThat(new PriceList("google", "europe-west1")
                        .committed("e2-standard-4")
                        .orElseThrow()
                        .usd())
                .isCloseTo(0.14743 * 0.63, within(1e-9));
    }

    @Test
    void saysWhatMachinesWouldCostInsteadAndAddsItToNothing() {
        Bill bill = bill(small);

        assertThat(bill.lines())
                .filteredOn(line -> line.share() == BillLine.Share.INSTEAD)
                .extracting(BillLine::what)
                .containsExactly("machine e2-standard-4, committed to for a year", "machine e2-standard-4, spot");
        assertThat(BillText.table(bill))
                .contains("the minimum number of nodes under other contracts, or with other processors:")
                .anyMatch(line -> line.contains("135.61  machine e2-standard-4, committed to for a year: 2 at 0.0929"));
    }

    @Test
    void saysWhatAnArmMachineOfTheSameSizeCosts() {
        assertThat(instead("aws", "us-east-1", "m7i.xlarge"))
                .contains("machine m6g.xlarge, ARM, instead of m7i.xlarge 0.154");
        assertThat(instead("aws", "us-east-1", "m7g.xlarge"))
                .contains("machine m7i.xlarge, x86, instead of m7g.xlarge 0.2016");
        assertThat(instead("aws", "us-east-1", "c7i.large"))
                .contains("machine c6g.large, ARM, instead of c7i.large 0.068");
        assertThat(instead("azure", "westeurope", "Standard_D4as_v5"))
                .contains("machine Standard_D4ps_v6, ARM, instead of Standard_D4as_v5 0.168");
        assertThat(instead("azure", "westeurope", "Standard_D4ps_v5"))
                .contains("machine Standard_D4as_v5, x86, instead of Standard_D4ps_v5 0.208");
        assertThat(instead("aws", "us-east-1", "m7i.48xlarge")).isEmpty();
        assertThat(instead("google", "europe-west1", "e2-standard-4")).isEmpty();
    }

    private static List<String> instead(String cloud, String region, String machine) {
        return MachineLines.otherProcessor(machine, 1, new PriceList(cloud, region)).stream()
                .map(line -> line.what() + " " + line.price().orElseThrow().usd())
                .toList();
    }

    private static Bill bill(Blueprint blueprint) {
        Capacity capacity = Capacity.of(blueprint, new GoogleNodes());
        return Bill.of(Optional.of(new GoogleBill(blueprint, capacity)), capacity);
    }

    private static Resource resource(String type, String id, String body) {
        try {
            return new Resource("stack", type, id, JSON.readTree(body.replace('\'', '"')));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
