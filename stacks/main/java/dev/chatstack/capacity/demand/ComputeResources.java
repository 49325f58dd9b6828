package dev.chatstack.capacity.demand;

/**
 * What a pod asks a node for, or what a node has to give.
 *
 * @param cpu thousandths of a processor
 * @param memory bytes
 * @param pods a node runs only so many
 * @param volumes disks that are attached to the node
 */
public record ComputeResources(long cpu, long memory, int pods, int volumes) {
    /** Nothing. */
    public static final ComputeResources NONE = new ComputeResources(0, 0, 0, 0);

    /** Both together. */
    public ComputeResources plus(ComputeResources other) {
        return new ComputeResources(cpu + other.cpu, memory + other.memory, pods + other.pods, volumes + other.volumes);
    }

    /** This, less {@code other}; below zero when it is more. */
    public ComputeResources minus(ComputeResources other) {
        return new ComputeResources(cpu - other.cpu, memory - other.memory, pods - other.pods, volumes - other.volumes);
    }

    /** This, {@code count} times. */
    public ComputeResources times(int count) {
        return new ComputeResources(cpu * count, memory * count, pods * count, volumes * count);
    }

    /** The larger of each. */
    public ComputeResources or(ComputeResources other) {
        return new ComputeResources(
                Math.max(cpu, other.cpu),
                Math.max(memory, other.memory),
                Math.max(pods, other.pods),
                Math.max(volumes, other.volumes));
    }

    /** Whether there is room for all of it in {@code room}. */
    public boolean fitsInto(ComputeResources room) {
        return cpu <= room.cpu && memory <= room.memory && pods <= room.pods && volumes <= room.volumes;
    }
}
