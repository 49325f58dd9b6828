package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.ComputeResources;

/** What is left of a machine for pods, after its kernel, its kubelet and the reserve below which pods are evicted. */
enum Reservation {
    /**
     * GKE, as the autoscaler predicts it: kubernetes/autoscaler, cluster-autoscaler/cloudprovider/gce/reserved.go. The kernel keeps
     * a 64th of the memory, 16 MiB and, above 3 GiB, 64 MiB. GKE's documentation adds that of a machine with a shared core 1060
     * thousandths of a processor are kept.
     */
    GOOGLE {
        @Override
        long memory(MachineType machine, int pods) {
            long kernel = machine.memory() / 64 + 16 * MIB + (machine.memory() > 3L << 30 ? 64 * MIB : 0);
            long mib = machine.memory() / MIB;
            double kept = 0.25 * between(mib, 0, 4000)
                    + 0.2 * between(mib, 4000, 8000)
                    + 0.1 * between(mib, 8000, 16000)
                    + 0.06 * between(mib, 16000, 128000)
                    + 0.02 * between(mib, 128000, Long.MAX_VALUE);
            return machine.memory() - kernel - (long) kept * MIB - EVICTION;
        }

        @Override
        long cpu(MachineType machine) {
            boolean sharedCore = machine.name().matches("e2-(micro|small|medium)");
            return machine.cpu() * 1000L - (sharedCore ? 1060 : (long) steps(machine.cpu()));
        }
    },

    /**
     * EKS on Amazon Linux 2023: awslabs/amazon-eks-ami, nodeadm/internal/kubelet/config.go keeps 255 MiB and 11 MiB a pod. Releases
     * differ in whether the pods are those that the machine type has by default or those that were set: the larger is taken. What
     * kernel and hypervisor keep is published nowhere: 7.5 %, as Karpenter assumes (VM_MEMORY_OVERHEAD_PERCENT).
     */
    AWS {
        @Override
        long memory(MachineType machine, int pods) {
            long kept = (255 + 11L * Math.max(pods, machine.pods())) * MIB;
            return afterOverhead(machine) - kept - EVICTION;
        }

        @Override
        long cpu(MachineType machine) {
            return machine.cpu() * 1000L - (long) steps(machine.cpu());
        }
    },

    /**
     * AKS from Kubernetes 1.29 on: <a href="https://learn.microsoft.com/azure/aks/node-resource-reservations">Microsoft's page</a>
     * keeps 20 MB a pod and 50 MB, but at most a quarter, and of the processors what its table says. Kernel and hypervisor as on AWS.
     */
    AZURE {
        @Override
        long memory(MachineType machine, int pods) {
            long kept = Math.min((20L * pods + 50) * MIB, machine.memory() / 4);
            return afterOverhead(machine) - kept - EVICTION;
        }

        @Override
        long cpu(MachineType machine) {
            // 60, 100, 140, 180, 260, 420, 740 for 1, 2, 4, 8, 16, 32, 64: from the next size of the table
            int[][] table = {{1, 60}, {2, 100}, {4, 140}, {8, 180}, {16, 260}, {32, 420}, {64, 740}};
            for (int[] row : table) {
                if (machine.cpu() <= row[0]) {
                    return machine.cpu() * 1000L - row[1];
                }
            }
            return machine.cpu() * 1000L - 740;
        }
    };

    private static final long MIB = 1L << 20;

    /** All three evict pods when less than 100 MiB are free, and so do not promise them to any. */
    private static final long EVICTION = 100 * MIB;

    /** Bytes that pods may request of {@code machine} when it runs at most {@code pods}. */
    abstract long memory(MachineType machine, int pods);

    /** Thousandths of a processor that pods may request of {@code machine}. */
    abstract long cpu(MachineType machine);

    /** Everything that pods may request of a node. */
    ComputeResources allocatable(MachineType machine, int pods) {
        return new ComputeResources(cpu(machine), memory(machine, pods), pods, machine.disks());
    }

    private static long afterOverhead(MachineType machine) {
        return machine.memory() - machine.memory() * 75 / 1000;
    }

    /** GKE and EKS keep of the first processor 6 %, of the second 1 %, of the next two 0.5 % and 0.25 % of the rest. */
    private static double steps(int cpu) {
        return 60 * between(cpu, 0, 1) + 10 * between(cpu, 1, 2) + 5 * between(cpu, 2, 4) + 2.5 * between(cpu, 4, 1024);
    }

    private static double between(long value, long from, long to) {
        return Math.max(0, Math.min(value, to) - from);
    }
}
