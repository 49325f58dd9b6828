package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstance;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceBootDisk;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceBootDiskInitializeParams;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceNetworkInterface;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceNetworkInterfaceAccessConfig;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceShieldedInstanceConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A machine of Compute Engine that a start-up script makes a Docker host, with disks that outlive it.
 *
 * <p>It is nobody to Google: without a service account no container can take on its rights.
 */
public final class DockerMachine extends Construct {
    /** Newest image of Debian 13, for either kind of processor; a newer one replaces no machine. */
    private static final String IMAGE = "debian-cloud/debian-13";

    /** Series of machines with ARM's processors. */
    private static final Set<String> ARM = Set.of("t2a", "c4a", "n4a");

    /** Debian and Docker's images; what people write is on the other disks. */
    private static final int SYSTEM_GI = 20;

    private final MachineNames names;
    private final MachineNetwork network;

    /** Defines it with {@code startup}, the script that runs at every start, and people at {@code chatPorts}. */
    public DockerMachine(
            Construct scope, MachineNames names, String startup, List<Integer> chatPorts, ProjectServices services) {
        super(scope, "machine");
        this.names = names;
        network = new MachineNetwork(this, names, chatPorts, services);
        ComputeInstance.Builder.create(this, "Default")
                .name(names.machine())
                .zone(names.config().zone())
                .machineType(names.config().machineType())
                .bootDisk(systemDisk())
                .attachedDisk(new MachineDisks(this, names, services).attached())
                .networkInterface(List.of(networkInterface()))
                .tags(List.of(names.machine()))
                .metadata(metadata(startup))
                .shieldedInstanceConfig(ComputeInstanceShieldedInstanceConfig.builder()
                        .enableSecureBoot(true)
                        .enableVtpm(true)
                        .enableIntegrityMonitoring(true)
                        .build())
                .deletionProtection(names.config().deletionProtection())
                // for another machine type
                .allowStoppingForUpdate(true)
                .build();
    }

    /** A machine whose address is private reaches the internet by the routes of its network. */
    private ComputeInstanceNetworkInterface networkInterface() {
        ComputeInstanceNetworkInterface.Builder card =
                ComputeInstanceNetworkInterface.builder().subnetwork(network.subnetworkId());
        return names.config().network().internal()
                ? card.networkIp(network.address()).build()
                : card.accessConfig(List.of(ComputeInstanceNetworkInterfaceAccessConfig.builder()
                                .natIp(network.address())
                                .build()))
                        .build();
    }

    /** The address at which people reach it. */
    public String address() {
        return network.address();
    }

    /** Its engine, as the Docker plug-in writes it. */
    public String engine() {
        return names.engine(network.address());
    }

    private ComputeInstanceBootDisk systemDisk() {
        String series = names.config().machineType().replaceFirst("-.*", "");
        return ComputeInstanceBootDisk.builder()
                .initializeParams(ComputeInstanceBootDiskInitializeParams.builder()
                        .image(ARM.contains(series) ? IMAGE + "-arm64" : IMAGE)
                        .size(SYSTEM_GI)
                        .type("pd-balanced")
                        .build())
                .build();
    }

    private Map<String, String> metadata(String startup) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("startup-script", startup);
        metadata.put("chatstack-ssh-key", names.config().sshKey());
        // keys of the project let in people whom this file does not name
        metadata.put("block-project-ssh-keys", "true");
        metadata.put("serial-port-enable", "false");
        return metadata;
    }
}
