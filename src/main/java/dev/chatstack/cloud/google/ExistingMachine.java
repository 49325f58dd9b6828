package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.data_google_compute_address.DataGoogleComputeAddress;
import software.constructs.Construct;

/** The machine of {@link DockerMachine}, as the stack that deploys to it finds it: by the name of its address. */
public final class ExistingMachine extends Construct {
    private final MachineNames names;
    private final DataGoogleComputeAddress address;

    /** Looks for it in the project of {@code names}. */
    public ExistingMachine(Construct scope, MachineNames names) {
        super(scope, "machine");
        this.names = names;
        address = DataGoogleComputeAddress.Builder.create(this, "address")
                .name(names.address())
                .region(names.config().region())
                .build();
    }

    /** Its engine, as the Docker plug-in writes it. */
    public String engine() {
        return names.engine(address.getAddress());
    }
}
