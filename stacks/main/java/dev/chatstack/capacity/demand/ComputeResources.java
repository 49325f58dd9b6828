package dev.chatstack.capacity.demand;

/**
 * The resources that a pod requests, or that a node offers.
 *
 * @param cpu thousandths of a processor
 * @param memory bytes
 * @param pods the number of pods, which is limited on a node
 * @param volumes disks attached to the node
 */
public record ComputeResources(long cpu, long memory, int pods, int volumes) {
    /** Nothing. */
    public static final ComputeResources NONE = new ComputeResources(0, 0, 0, 0);

    /** The sum of both. */
    public ComputeResources plus(ComputeResources other) {
        return new ComputeResources(cpu + other.cpu, memory + other.memory, pods + other.pods, volumes + other.volumes);
    }

    /** The difference to {@code other}, which may be below zero. */
    public ComputeResources minus(ComputeResources other) {
        return new ComputeResources(cpu - other.cpu, memory - other.memory, pods - other.pods, volumes - other.volumes);
    }

    /** The product with {@code count}. */
    public ComputeResources times(int count) {
        return new ComputeResources(cpu * count, memory * count, pods * count, volumes * count);
    }

    /** The larger value of each resource. */
    public ComputeResources or(ComputeResources other) {
        return new ComputeResources(
                Math.max(cpu, other.cpu),
                Math.max(memory, other.memory),
                Math.max(pods, other.pods),
                Math.max(volumes, other.volumes));
    }

    /** Whether {@code room} has enough of each resource. */
    public boolean fitsInto(ComputeResources room) {
        return cpu <= room.cpu && memory <= room.memory && pods <= room.pods && volumes <= room.volumes;
    }
}
