package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.TerraformResource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Declares that one thing must exist before another. CDKTF ignores {@code node.addDependency} between constructs. */
public final class Order {
    private Order() {}

    /** Makes the main resource of {@code dependent} wait for the main resources of {@code required}. */
    public static void after(Construct dependent, Construct... required) {
        wait(main(dependent), Arrays.stream(required).map(Order::main).toList());
    }

    /** Makes the main resource of {@code dependent} wait for those of a list, which may be empty. */
    public static void after(Construct dependent, List<Construct> required) {
        after(dependent, required.toArray(Construct[]::new));
    }

    /** Makes the main resource of {@code dependent} wait for every resource of {@code required}. */
    public static void afterAllOf(Construct dependent, Construct required) {
        wait(main(dependent), resources(required));
    }

    /** Makes every resource of {@code dependent} wait for the main resource of {@code required}. */
    public static void allAfter(Construct dependent, Construct required) {
        List<TerraformResource> first = List.of(main(required));
        resources(dependent).forEach(resource -> wait(resource, first));
    }

    private static void wait(TerraformResource dependent, List<TerraformResource> required) {
        if (required.isEmpty()) {
            return;
        }
        List<String> before = dependent.getDependsOn();
        Stream<String> added = required.stream().map(Order::address);
        dependent.setDependsOn(
                before == null
                        ? added.toList()
                        : Stream.concat(before.stream(), added).toList());
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
