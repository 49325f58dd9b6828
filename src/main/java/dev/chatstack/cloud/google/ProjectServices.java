package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.project_service.ProjectService;
import java.util.List;
import software.constructs.Construct;

/** Switches on the APIs that an environment needs. They stay on when the environment goes: others may use them. */
public final class ProjectServices extends Construct {
    private static final List<String> CLUSTER =
            List.of("cloudresourcemanager", "compute", "container", "iam", "logging", "monitoring", "storage");

    private static final List<String> MACHINE = List.of("compute");

    private final List<ProjectService> services;

    private ProjectServices(Construct scope, List<String> apis) {
        super(scope, "services");
        services = apis.stream().map(this::service).toList();
    }

    /** Those that a cluster needs, in the provider's project. */
    public static ProjectServices ofCluster(Construct scope) {
        return new ProjectServices(scope, CLUSTER);
    }

    /** Those that a machine needs. */
    public static ProjectServices ofMachine(Construct scope) {
        return new ProjectServices(scope, MACHINE);
    }

    /** What every other resource waits for. */
    List<? extends ITerraformDependable> all() {
        return services;
    }

    private ProjectService service(String api) {
        return ProjectService.Builder.create(this, api)
                .service(api + ".googleapis.com")
                .disableOnDestroy(false)
                .disableDependentServices(false)
                .build();
    }
}
