package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.azurerm.resource_group.ResourceGroup;
import java.util.Map;
import software.constructs.Construct;

/** The two resource groups of an environment: what can be made again, and what holds people's data. */
public final class EnvironmentGroups extends Construct {
    private final ResourceGroup main;
    private final ResourceGroup data;

    /** Defines them in the region of the environment. */
    public EnvironmentGroups(Construct scope, AzureNames names) {
        super(scope, "groups");
        main = group("main", names, names.resourceGroup()).build();
        data = group("data", names, names.dataResourceGroup())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(true)
                        .build())
                .build();
    }

    private ResourceGroup.Builder group(String id, AzureNames names, String name) {
        return ResourceGroup.Builder.create(this, id)
                .name(name)
                .location(names.config().region())
                .tags(names.tags().with(Map.of("environment", names.environment())));
    }

    /** Name of the group for what can be made again. */
    public String main() {
        return main.getName();
    }

    /** Resource id of the group for what can be made again. */
    public String mainId() {
        return main.getId();
    }

    /** Name of the group for people's data. */
    String data() {
        return data.getName();
    }

    /** Resource id of the group for people's data. */
    String dataId() {
        return data.getId();
    }
}
