package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.project_service.ProjectService;
import java.util.List;
import software.constructs.Construct;

/** Switches on the APIs that a cluster needs. They stay on when the environment goes: others may use them. */
public final class ProjectServices extends Construct {
    private static final List<String> APIS =
            List.of("cloudresourcemanager", "compute", "container", "iam", "logging", "monitoring", "storage");

    private final List<ProjectService> services;

    /** Switches them on in the provider's project. */
    public ProjectServices(Construct scope) {
        super(scope, "services");
        services = APIS.stream().map(this::service).toList();
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
