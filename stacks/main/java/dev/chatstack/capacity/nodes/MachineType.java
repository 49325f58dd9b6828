package dev.chatstack.capacity.nodes;

/**
 * A kind of machine that a cloud rents out.
 *
 * @param name as the cloud writes it
 * @param cpu virtual processors
 * @param memoryGi memory in GiB, before the kernel takes its part
 * @param pods for how many pods EKS reserves memory by default; 0 where it does not matter
 * @param disks volumes that can be attached besides the system disk
 */
public record MachineType(String name, int cpu, int memoryGi, int pods, int disks) {
    /** Bytes of memory, before the kernel takes its part. */
    public long memory() {
        return (long) memoryGi << 30;
    }
}
