package dev.chatstack.cli.answers;

import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.Outage;
import dev.chatstack.capacity.Schedulability;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.cli.estimate.EnvironmentEstimate;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.BillLine;
import dev.chatstack.cost.CostDifference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer of {@code estimate}.
 *
 * @param environments the environments, by name
 */
public record Estimated(List<One> environments) {
    /**
     * One environment.
     *
     * @param environment its name
     * @param nodes the nodes of its cluster; none on a Docker host, nor for a cluster whose nodes are not known
     * @param pods the pods that run there; none on a Docker host
     * @param room whether the pods fit; null when nodes or pods are not known
     * @param containers the containers of a Docker host; none in a cluster
     * @param cost what a cloud charges
     */
    public record One(
            String environment, Nodes nodes, Pods pods, Optional<Room> room, List<Container> containers, Cost cost) {
        /** What {@code estimate} says; {@code before} is the bill of the revision to compare with. */
        public static One of(EnvironmentEstimate estimate, Optional<Bill> before) {
            Capacity capacity = estimate.capacity();
            return new One(
                    estimate.environment().name(),
                    new Nodes(capacity.smallest(), capacity.largest(), capacity.unknown()),
                    new Pods(capacity.daemons(), capacity.services(), capacity.mostServices(), capacity.tasks()),
                    estimate.assessment().map(Room::of),
                    estimate.containers().stream().map(Container::of).toList(),
                    Cost.of(estimate.bill(), before.map(bill -> CostDifference.of(bill, estimate.bill()))));
        }
    }

    /**
     * The nodes of a cluster.
     *
     * @param smallest those that are always there
     * @param largest those at the autoscaler's maximum
     * @param unknown machine types and charts that chatstack does not know
     */
    public record Nodes(List<Node> smallest, List<Node> largest, Set<String> unknown) {}

    /**
     * The pods of an environment.
     *
     * @param daemons one pod of each workload that runs on every node
     * @param services the pods that always run, without daemons
     * @param mostServices the same pods at the autoscalers' maximum
     * @param tasks one pod of each workload that runs and ends
     */
    public record Pods(
            List<PodDemand> daemons, List<PodDemand> services, List<PodDemand> mostServices, List<PodDemand> tasks) {}

    /**
     * Whether the pods fit on the nodes.
     *
     * @param atSmallest the pods that always run, on the nodes that are always there
     * @param atLargest the pods that always run and one task at a time, at the maximum of nodes
     * @param atMost the pods at the autoscalers' maximum, at the maximum of nodes
     * @param worstTask the task for which there is least room; null without tasks
     * @param nodeFails workloads whose pods stay Pending when a node fails, until it is replaced
     * @param zoneFails workloads whose pods stay Pending while a zone is out; null when all nodes are in one zone
     */
    public record Room(
            Schedulability.Verdict atSmallest,
            Schedulability.Verdict atLargest,
            Schedulability.Verdict atMost,
            Optional<PodDemand> worstTask,
            List<String> nodeFails,
            Optional<List<String>> zoneFails) {
        private static Room of(Assessment assessment) {
            return new Room(
                    assessment.atSmallest().verdict(),
                    assessment.atLargest().verdict(),
                    assessment.atMost().verdict(),
                    assessment.worstTask(),
                    assessment.nodeLost().pending(),
                    assessment.zoneLost().map(Outage::pending));
        }
    }

    /**
     * A container of a Docker host.
     *
     * @param name its name in Docker
     * @param memoryMib the most memory that it may use, in MiB; 0 when there is no limit
     */
    public record Container(String name, long memoryMib) {
        private static Container of(DockerContainer container) {
            return new Container(container.name(), container.memoryMib());
        }
    }

    /**
     * What a cloud charges, in USD, without traffic and storage.
     *
     * @param usdMonthly what is always paid each month
     * @param usdMonthlyAtMost the same at the autoscaler's maximum of nodes
     * @param unknownPrices parts of the sums whose price is not known
     * @param lines the parts of the bill
     * @param against how that differs from the git revision of --against; null without it
     */
    public record Cost(
            double usdMonthly,
            double usdMonthlyAtMost,
            List<String> unknownPrices,
            List<Line> lines,
            Optional<CostDifference> against) {
        private static Cost of(Bill bill, Optional<CostDifference> against) {
            return new Cost(
                    bill.fixed(),
                    bill.atMost(),
                    bill.unknown(),
                    bill.lines().stream().map(Line::of).toList(),
                    against);
        }
    }

    /**
     * A part of the bill.
     *
     * @param what the thing that is paid for
     * @param count the number of units; 1 when the cost depends on use
     * @param usdMonthly USD each month; 0 when the cost depends on use or the price is not known
     * @param share the sum to which it belongs
     */
    public record Line(String what, double count, double usdMonthly, BillLine.Share share) {
        private static Line of(BillLine line) {
            return new Line(line.what(), line.count(), line.monthly(), line.share());
        }
    }
}
