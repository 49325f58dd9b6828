package dev.chatstack.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Small cases at random, always the same ones, against trying every placement that there is. */
@DisplayName("Placing pods on nodes")
class PackingTest {
    private static final long MANY_STEPS = 1_000_000;

    @RepeatedTest(400)
    void findsAPlacementExactlyWhenThereIsOne(RepetitionInfo repetition) {
        Case it = new Case(new Random(repetition.getCurrentRepetition()));

        Packing.Answer answer = Packing.of(new SimulatedCluster(it.nodes), it.pods, MANY_STEPS);

        assertThat(answer)
                .as("%s on %s", it.pods, it.nodes)
                .isEqualTo(it.isPossible() ? Packing.Answer.POSSIBLE : Packing.Answer.IMPOSSIBLE);
    }

    @RepeatedTest(400)
    void acceptsAndRefusesNothingWrongly(RepetitionInfo repetition) {
        Case it = new Case(new Random(1000 + repetition.getCurrentRepetition()));

        Schedulability fit = Schedulability.of(it.nodes, List.of(), it.pods);

        assertThat(fit.verdict() == Schedulability.Verdict.NEVER)
                .as("%s: %s on %s", fit, it.pods, it.nodes)
                .isEqualTo(!it.isPossible());
        if (fit.verdict() == Schedulability.Verdict.ALWAYS) {
            assertThat(fit.pending()).isEmpty();
        }
    }

    @RepeatedTest(200)
    void schedulesInEveryOrderWhatItAccepts(RepetitionInfo repetition) {
        Random random = new Random(2000 + repetition.getCurrentRepetition());
        Case it = new Case(random);
        if (Schedulability.of(it.nodes, List.of(), it.pods).verdict() != Schedulability.Verdict.ALWAYS) {
            return;
        }
        for (int i = 0; i < 50; i++) {
            List<PodDemand> order = new ArrayList<>(it.pods);
            java.util.Collections.shuffle(order, random);
            assertThat(new Scheduler(new SimulatedCluster(it.nodes)).place(order))
                    .as("%s on %s", order, it.nodes)
                    .isEmpty();
        }
    }

    @Test
    void aPodWithADiskStaysInItsZone() {
        List<Node> nodes = List.of(
                node("a", new ComputeResources(1000, 1000, 10, 5)), node("b", new ComputeResources(500, 500, 10, 5)));
        PodDemand pod = new PodDemand("db", new ComputeResources(600, 600, 1, 1), true, 0, Set.of());

        assertThat(new Scheduler(new SimulatedCluster(nodes)).place(pod)).isZero();
        assertThat(new Scheduler(new SimulatedCluster(nodes)).place(pod.in("b")))
                .isNegative();
    }

    @Test
    void aNodeThatRefusesTakesOnlyWhatToleratesIt() {
        Node system = new Node("system", "a", new ComputeResources(1000, 1000, 10, 5), Set.of("CriticalAddonsOnly"));
        PodDemand ours = new PodDemand("chat", new ComputeResources(1, 1, 1, 0), false, 0, Set.of());
        PodDemand agent =
                new PodDemand("agent", new ComputeResources(1, 1, 1, 0), false, 0, Set.of(PodDemand.EVERYTHING));
        Scheduler scheduler = new Scheduler(new SimulatedCluster(List.of(system)));

        assertThat(scheduler.place(List.of(ours))).containsExactly(ours);
        assertThat(scheduler.placeOnEveryNode(agent)).isEmpty();
        assertThat(scheduler.placeOnEveryNode(ours)).isEmpty();
    }

    private static Node node(String zone, ComputeResources room) {
        return new Node("node-" + zone, zone, room, Set.of());
    }

    /** A few nodes in two zones and pods of three workloads, about as large as there is room. */
    private static final class Case {
        private final List<Node> nodes = new ArrayList<>();
        private final List<PodDemand> pods = new ArrayList<>();

        Case(Random random) {
            int nodeCount = 1 + random.nextInt(4);
            for (int i = 0; i < nodeCount; i++) {
                ComputeResources room =
                        new ComputeResources(4 + random.nextInt(6), 4 + random.nextInt(6), 2 + random.nextInt(4), 2);
                Set<String> refuses = random.nextInt(6) == 0 ? Set.of("spot") : Set.of();
                nodes.add(new Node("node-" + i, "zone-" + i % 2, room, refuses));
            }
            for (int workload = 0; workload < 3; workload++) {
                ComputeResources amount = new ComputeResources(
                        1 + random.nextInt(5), 1 + random.nextInt(5), 1, random.nextInt(4) == 0 ? 1 : 0);
                boolean apart = random.nextInt(3) == 0;
                int skew = random.nextInt(4) == 0 ? 1 : 0;
                Set<String> tolerates = random.nextInt(3) == 0 ? Set.of("spot") : Set.of();
                PodDemand pod = new PodDemand("workload-" + workload, amount, apart, skew, tolerates);
                IntStream.range(0, random.nextInt(4)).forEach(i -> pods.add(pod));
            }
        }

        /** Whether any of the nodes^pods placements keeps every rule. */
        boolean isPossible() {
            int placements = (int) Math.pow(nodes.size(), pods.size());
            return IntStream.range(0, placements).anyMatch(this::keepsEveryRule);
        }

        private boolean keepsEveryRule(int placement) {
            Map<Node, ComputeResources> used = new HashMap<>();
            Map<String, Map<Node, Integer>> counts = new HashMap<>();
            int rest = placement;
            for (PodDemand pod : pods) {
                Node node = nodes.get(rest % nodes.size());
                rest /= nodes.size();
                used.merge(node, pod.amount(), ComputeResources::plus);
                int count = counts.computeIfAbsent(pod.workload(), name -> new HashMap<>())
                        .merge(node, 1, Integer::sum);
                boolean tolerated = pod.nodes().accepts(node.refuses());
                if (!tolerated || count > 1 && pod.apart() || !used.get(node).fitsInto(node.room())) {
                    return false;
                }
            }
            return pods.stream().allMatch(pod -> pod.zoneSkew() == 0 || skew(pod, counts) <= pod.zoneSkew());
        }

        private int skew(PodDemand pod, Map<String, Map<Node, Integer>> counts) {
            Map<String, Integer> zones = new HashMap<>();
            for (Node node : nodes) {
                if (node.takes(pod)) {
                    zones.merge(node.zone(), counts.get(pod.workload()).getOrDefault(node, 0), Integer::sum);
                }
            }
            int most = zones.values().stream().mapToInt(count -> count).max().orElse(0);
            return most - zones.values().stream().mapToInt(count -> count).min().orElse(0);
        }
    }
}
