package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.capacity.nodes.NodePools;
import dev.chatstack.capacity.nodes.NodeTemplate;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.BillLine;
import dev.chatstack.cost.BillLines;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.cost.PriceList;
import dev.chatstack.diagram.CloudPlaces;
import dev.chatstack.diagram.Diagram;
import dev.chatstack.doctor.Check;
import dev.chatstack.doctor.CloudChecks;
import dev.chatstack.doctor.Doctor;
import dev.chatstack.doctor.Finding;
import dev.chatstack.testing.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A new cloud")
class NewCloudTest {
    private static final MachineType MACHINE = new MachineType("tiny.large", 8, 32, 0, 20);

    @TempDir
    Path output;

    private final Environment environment = ConfigLoader.load(Path.of("..", "config", "openshift-prod.yaml"));
    private final Cloud cloud = new TinyCloud();
    private Blueprint blueprint;
    private Capacity capacity;

    @BeforeEach
    void synthesizesAndReadsItsStacks() {
        App app = new App(AppConfig.builder().outdir(output.toString()).build());
        EnvironmentStacks.define(app, environment, cloud, Optional.empty());
        app.synth();
        blueprint = EnvironmentStacks.read(environment, cloud, output);
        capacity = Capacity.of(blueprint, cloud.nodes());
    }

    @Test
    void hasAClusterBeforePlatformAndChat() {
        assertThat(blueprint.all("tiny_cluster")).extracting(Resource::stack).containsExactly("openshift-prod-cluster");
        assertThat(blueprint.all("kubernetes_deployment_v1"))
                .extracting(Resource::stack)
                .contains("openshift-prod-chat");
    }

    @Test
    void keepsTheStateOfEachStack() throws IOException {
        for (String stack : List.of("cluster", "platform", "chat")) {
            assertThat(Files.readString(output.resolve("stacks/openshift-prod-" + stack + "/cdk.tf.json")))
                    .contains("\"backend\"")
                    .contains("openshift-prod-" + stack + ".tfstate");
        }
    }

    @Test
    void hasRoomForThePods() {
        assertThat(capacity.isKnown()).isTrue();
        assertThat(capacity.smallest()).hasSize(4);
    }

    @Test
    void isOnTheBill() {
        Bill bill = Bill.of(cloud.bill(blueprint, capacity), capacity);

        assertThat(bill.region()).isEqualTo("moon-1");
        assertThat(bill.unknown()).contains("control plane", "machine tiny.large");
    }

    @Test
    void isInThePicture() {
        assertThat(Diagram.of(blueprint, capacity, cloud.places()).mermaid())
                .contains("Tiny, moon-1", "tiny cluster, 4 to 6 nodes tiny.large", "[/\"buckets\"/]");
    }

    @Test
    void isExaminedBeforeADeploy() {
        assertThat(new Doctor(environment, cloud.checks(), List.of(), finding -> {}).examine())
                .flatExtracting(Finding::lines)
                .contains("ok       signed in to Tiny");
    }

    /** Four to six nodes on the moon. */
    private record TinyCloud() implements ClusterCloud, CloudNodes, CloudPlaces {
        @Override
        public Optional<ClusterStack> cluster() {
            return Optional.of((scope, id) -> {
                TerraformStack stack = new TerraformStack(scope, id);
                stack.addOverride("resource.tiny_cluster.cluster", Map.of("region", "moon-1", "fewest", 4, "most", 6));
                stack.addOverride("resource.tiny_bucket.backups", Map.of("name", "backups"));
                return stack;
            });
        }

        @Override
        public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
            return new FakeCluster();
        }

        @Override
        public String kubeconfigCommand() {
            return "tiny login";
        }

        @Override
        public CloudChecks checks() {
            return CloudChecks.ofCluster(List.of(Check.succeeds("signed in to Tiny", "tiny login", "true")));
        }

        @Override
        public CloudNodes nodes() {
            return this;
        }

        @Override
        public CloudPlaces places() {
            return this;
        }

        @Override
        public Optional<CloudBill> bill(Blueprint blueprint, Capacity capacity) {
            return Optional.of(new TinyBill(blueprint));
        }

        @Override
        public String name() {
            return "tiny";
        }

        @Override
        public Optional<MachineType> machine(String type) {
            return Optional.of(MACHINE);
        }

        @Override
        public void find(Blueprint blueprint, NodePools pools) {
            for (Resource cluster : blueprint.all("tiny_cluster")) {
                pools.add(
                        List.of(MACHINE.name()),
                        machine -> new NodePool(
                                "all",
                                new NodeTemplate(this, machine, 50, false),
                                NodePools.count(cluster.body(), "fewest", "most"),
                                List.of("crater", "sea"),
                                Set.of()));
            }
        }

        @Override
        public ComputeResources allocatable(MachineType machine, int pods) {
            return new ComputeResources(machine.cpu() * 1000L, machine.memory(), pods, machine.disks());
        }

        @Override
        public List<String> frames(Blueprint blueprint, Capacity capacity) {
            return List.of(
                    "Tiny, " + CloudPlaces.first(blueprint, "tiny_cluster", "/region"),
                    "tiny cluster" + CloudPlaces.nodes(capacity));
        }

        @Override
        public Map<String, String> services() {
            return Map.of("tiny_bucket", "buckets");
        }
    }

    private record TinyBill(Blueprint blueprint) implements CloudBill {
        @Override
        public boolean isPresent() {
            return !blueprint.all("tiny_cluster").isEmpty();
        }

        @Override
        public PriceList prices() {
            return new PriceList("tiny", CloudPlaces.first(blueprint, "tiny_cluster", "/region"));
        }

        @Override
        public List<BillLine> lines() {
            return new BillLines(prices())
                    .fixed("control plane", "control-plane", 1)
                    .all();
        }
    }
}
