package dev.chatstack.clouds.azure;

import com.hashicorp.cdktf.TerraformResource;
import dev.chatstack.cloud.ResourceTags;
import java.util.Arrays;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** The tags of an organisation on every resource that can have them. Unlike those of the other clouds, Azure's provider has no default tags. */
final class TaggedResources {
    private TaggedResources() {}

    /** Of all that was defined below {@code stack} until now; tags that a resource has stay. */
    static void below(Construct stack, ResourceTags tags) {
        if (tags.isEmpty()) {
            return;
        }
        for (IConstruct construct : stack.getNode().findAll()) {
            if (construct instanceof TerraformResource resource && canHaveTags(resource)) {
                resource.addOverride("tags", tags.given());
            }
        }
    }

    private static boolean canHaveTags(TerraformResource resource) {
        return Arrays.stream(resource.getClass().getMethods())
                .anyMatch(method -> method.getName().equals("setTags"));
    }
}
