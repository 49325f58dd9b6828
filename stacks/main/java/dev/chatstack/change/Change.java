package dev.chatstack.change;

import java.util.List;

/**
 * What a deploy does to one resource, and what people notice of it.
 *
 * @param kind what Terraform does to the resource
 * @param stack the stack of the resource
 * @param type the resource's type, such as `kubernetes_deployment_v1`
 * @param name the name of the object in Kubernetes or in the cloud; empty when it has none
 * @param paths JSON pointers of the arguments that differ; none when it is created or destroyed
 * @param impact what people notice
 */
public record Change(Kind kind, String stack, String type, String name, List<String> paths, Impact impact) {
    /** What Terraform does to a resource, the worst first. */
    public enum Kind {
        /** the resource is deleted */
        DESTROYED,
        /** the resource is deleted, and another is created in its place */
        REPLACED,
        /** the resource stays and is changed */
        CHANGED,
        /** the resource is new */
        CREATED
    }

    /** What {@code change} is, one of {@code all}. */
    static Change of(ResourceChange change, List<ResourceChange> all) {
        return new Change(
                change.kind(),
                change.resource().stack(),
                change.resource().type(),
                change.resource().name(),
                change.paths(),
                Impact.of(change, all));
    }

    /** Its kind and its name, such as {@code deployment rocketchat}. */
    String words() {
        return what() + (name.isEmpty() ? "" : " " + name);
    }

    /** Its kind, such as {@code deployment}. */
    String what() {
        return type.replaceFirst("^kubernetes_", "").replaceFirst("_v\\d$", "").replace('_', ' ');
    }
}
