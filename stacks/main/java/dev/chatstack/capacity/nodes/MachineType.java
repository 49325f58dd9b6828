package dev.chatstack.capacity.nodes;

/**
 * A kind of machine that a cloud rents out.
 *
 * @param name the cloud's name of the type
 * @param cpu virtual processors
 * @param memoryGi memory in GiB, including the part that the kernel keeps
 * @param pods the number of pods for which EKS reserves memory by default; 0 on other clouds
 * @param disks the number of volumes that can be attached besides the system disk
 */
public record MachineType(String name, int cpu, int memoryGi, int pods, int disks) {
    /** Memory in bytes, including the part that the kernel keeps. */
    public long memory() {
        return (long) memoryGi << 30;
    }
}
