package dev.chatstack.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.capacity.demand.ChartDemands;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.demand.Workload;
import dev.chatstack.capacity.nodes.Node;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("A node failure")
class OutageTest {
    private static final int NODES = 3;

    /** A disk for each pod and a zone for each node, so that whatever is on the failed node waits: against every placement there is. */
    @RepeatedTest(200)
    void isAsBadAsTheWorstPlacement(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int room = 4 + random.nextInt(6);
        int[] sizes = IntStream.range(0, 2 + random.nextInt(4))
                .map(i -> 1 + random.nextInt(4))
                .toArray();
        List<PodDemand> pods = IntStream.range(0, sizes.length)
                .mapToObj(i -> withDisk("pod-" + i, sizes[i]))
                .toList();
        int worst = worst(sizes, new int[NODES], new int[NODES], room, 0);

        if (worst > 0) {
            assertThat(Outage.ofOneNode(capacity(room, pods)).pending())
                    .as("%s on nodes of %d", pods, room)
                    .hasSize(worst);
        }
    }

    @Test
    void leavesCopiesOfOneWorkloadOnDifferentNodes() {
        PodDemand member = withDisk("metrics", 1);

        assertThat(Outage.ofOneNode(capacity(8, List.of(member, member))).pending())
                .containsExactly("metrics");
    }

    /** The most pods on one node in any placement of those from {@code next} on; 0 when there is none. */
    private static int worst(int[] sizes, int[] used, int[] counts, int room, int next) {
        if (next == sizes.length) {
            return IntStream.of(counts).max().orElseThrow();
        }
        int worst = 0;
        for (int node = 0; node < NODES; node++) {
            if (used[node] + sizes[next] <= room) {
                used[node] += sizes[next];
                counts[node]++;
                worst = Math.max(worst, worst(sizes, used, counts, room, next + 1));
                used[node] -= sizes[next];
                counts[node]--;
            }
        }
        return worst;
    }

    private static PodDemand withDisk(String workload, int size) {
        return new PodDemand(workload, new ComputeResources(size, size, 1, 1), false, 0, Set.of());
    }

    private static Capacity capacity(int room, List<PodDemand> pods) {
        List<Node> nodes = IntStream.range(0, NODES)
                .mapToObj(i -> new Node("node-" + i, "zone-" + i, new ComputeResources(room, room, 10, 10), Set.of()))
                .toList();
        List<Workload> workloads = pods.stream()
                .map(pod -> new Workload(Workload.Kind.SERVICE, 1, 1, pod))
                .toList();
        return new Capacity(
                "env", new ClusterNodes(List.of(), nodes), workloads, new ChartDemands(List.of(), 0), Set.of());
    }
}
