package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.TerraformResource;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Declares that one thing must exist before another. CDKTF ignores {@code node.addDependency} between constructs. */
public final class Order {
    private Order() {}

    /** Makes the main resource of {@code dependent} wait for the main resource of {@code required}, and outlive it never. */
    public static void after(Construct dependent, Construct required) {
        TerraformResource resource = main(dependent);
        List<String> all = new ArrayList<>();
        if (resource.getDependsOn() != null) {
            all.addAll(resource.getDependsOn());
        }
        all.add(address(main(required)));
        resource.setDependsOn(all);
    }

    /** Makes the main resource of {@code dependent} wait for every resource of {@code required}. */
    public static void afterAllOf(Construct dependent, Construct required) {
        resources(required).forEach(resource -> after(dependent, resource));
    }

    /** Makes every resource of {@code dependent} wait for the main resource of {@code required}. */
    public static void allAfter(Construct dependent, Construct required) {
        resources(dependent).forEach(resource -> after(resource, required));
    }

    private static List<TerraformResource> resources(Construct construct) {
        return construct.getNode().findAll().stream()
                .filter(TerraformResource.class::isInstance)
                .map(TerraformResource.class::cast)
                .toList();
    }

    private static TerraformResource main(Construct construct) {
        IConstruct main = construct instanceof TerraformResource
                ? construct
                : construct.getNode().tryFindChild("Default");
        if (main instanceof TerraformResource resource) {
            return resource;
        }
        throw new IllegalArgumentException(construct.getNode().getPath() + " has no resource with the id `Default`");
    }

    private static String address(TerraformResource resource) {
        return resource.getTerraformResourceType() + "." + resource.getFriendlyUniqueId();
    }
}
