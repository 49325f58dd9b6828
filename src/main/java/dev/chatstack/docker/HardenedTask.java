package dev.chatstack.docker;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.docker.container.Container;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** A {@link Service} that does something once, before others start, and ends. */
public final class HardenedTask extends Construct {
    private final Container container;

    /** Runs {@code service} on {@code host} after {@code before}, and fails when it fails. */
    public HardenedTask(
            Construct scope, DockerHost host, Service service, List<? extends ITerraformDependable> before) {
        super(scope, service.name);
        container = HardenedService.common(this, host, service)
                .mustRun(false)
                .attach(true)
                .logs(true)
                .dependsOn(before)
                .build();
        // CDKTF's own type for it takes no condition that speaks of the resource itself
        container.addOverride(
                "lifecycle.postcondition",
                List.of(new TreeMap<>(Map.of(
                        "condition",
                        "${self.exit_code == 0}",
                        "error_message",
                        service.name + " failed: ${self.container_logs}"))));
    }

    /** The container's resource, for what must wait for the container. */
    public Container resource() {
        return container;
    }
}
