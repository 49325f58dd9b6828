package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Buckets, keys, logs and other services of the cloud as boxes; several of a kind are one box. */
final class ServiceBoxes {
    private static final List<String> NAMES = List.of("/bucket", "/name", "/domain_name", "/description", "/tags/Name");

    private ServiceBoxes() {}

    /** Those of {@code blueprint} whose types {@code services} names. */
    static List<Picture.Box> of(Blueprint blueprint, Map<String, String> services) {
        List<Picture.Box> boxes = new ArrayList<>();
        services.forEach((type, what) -> {
            List<Resource> all = blueprint.all(type);
            List<String> names = all.stream()
                    .map(ServiceBoxes::nameOf)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .limit(4)
                    .toList();
            if (!all.isEmpty()) {
                String title = what + (all.size() > 1 ? " × " + all.size() : "");
                boxes.add(new Picture.Box("service:" + type, title, names, Picture.Kind.CLOUD));
            }
        });
        return boxes;
    }

    private static String nameOf(Resource resource) {
        return NAMES.stream()
                .map(pointer -> resource.at(pointer).asText(""))
                .filter(name -> !name.isEmpty() && !name.contains("${"))
                .findFirst()
                .orElse("");
    }
}
