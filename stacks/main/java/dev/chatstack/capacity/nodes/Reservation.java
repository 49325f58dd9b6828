package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.ComputeResources;

/**
 * What of a machine its kubelet keeps from pods, in the terms in which the clouds publish it.
 *
 * @param milliCpu thousandths of a processor
 * @param bytes memory that kernel, hypervisor and system have
 */
public record Reservation(long milliCpu, long bytes) {
    public static final long MIB = 1L << 20;

    /** All clouds evict pods when less than 100 MiB are free, and so do not promise them to any. */
    private static final long EVICTION = 100 * MIB;

    /** What is left of {@code machine} when it runs at most {@code pods}. */
    public ComputeResources of(MachineType machine, int pods) {
        return new ComputeResources(
                machine.cpu() * 1000L - milliCpu, machine.memory() - bytes - EVICTION, pods, machine.disks());
    }

    /**
     * What kernel and hypervisor keep where nobody publishes it: 7.5 %, as Karpenter assumes (VM_MEMORY_OVERHEAD_PERCENT).
     */
    public static long overhead(MachineType machine) {
        return machine.memory() * 75 / 1000;
    }

    /** GKE and EKS keep of the first processor 6 %, of the second 1 %, of the next two 0.5 % and 0.25 % of the rest. */
    public static long steps(int cpu) {
        return (long) (60 * between(cpu, 0, 1)
                + 10 * between(cpu, 1, 2)
                + 5 * between(cpu, 2, 4)
                + 2.5 * between(cpu, 4, 1024));
    }

    /** How much of {@code value} lies between {@code from} and {@code to}. */
    public static double between(long value, long from, long to) {
        return Math.max(0, Math.min(value, to) - from);
    }
}
