package dev.chatstack.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.kubernetes.charts.ImageReference;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.upgrade.Part.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The charts, images and providers that chatstack brings. */
public final class Parts {
    /** Databases and chats, of which {@link SupportCalendar} knows the product. */
    private static final Set<String> PRODUCTS = Set.of("mongo", "mongo-7", "rocketchat", "tailchat");

    private static final JsonMapper JSON = new JsonMapper();

    private Parts() {}

    /** Every chart and image of this release. */
    public static List<Part> all() {
        List<Part> parts = new ArrayList<>();
        Versions.charts().stream().sorted().forEach(key -> parts.add(chart(key)));
        Versions.imagesByKey().keySet().stream()
                .sorted()
                .filter(key -> !PRODUCTS.contains(key))
                .forEach(key -> parts.add(image(key)));
        return parts;
    }

    /** Those of {@code blueprint}, whose stacks {@code stacks} are in {@code folder}. */
    public static List<Part> of(Blueprint blueprint, Path folder, List<String> stacks) {
        StringBuilder text = new StringBuilder();
        blueprint.resources().forEach(resource -> text.append(resource.body()).append('\n'));
        Set<String> installed = new LinkedHashSet<>();
        blueprint.all("helm_release").forEach(release -> installed.add(Versions.keyOf(release.text("/chart"))));
        List<Part> parts = new ArrayList<>();
        for (Part part : all()) {
            boolean used = part.kind() == Kind.CHART
                    ? installed.contains(part.name())
                    : isIn(text, Versions.image(part.name()), part.version());
            if (used) {
                parts.add(part);
            }
        }
        parts.addAll(providers(folder, stacks));
        return parts;
    }

    /** A chart's values have the tag apart from the name, and another registry has another host. */
    private static boolean isIn(StringBuilder text, String image, String tag) {
        String name = image.substring(0, image.lastIndexOf(":" + tag)).replaceFirst("^[^/]*\\.[^/]*/", "");
        return text.indexOf(name + ":" + tag) >= 0
                || (name.contains("/") && text.indexOf(name) >= 0 && text.indexOf(tag) >= 0);
    }

    private static Set<Part> providers(Path folder, List<String> stacks) {
        Set<Part> providers = new LinkedHashSet<>();
        for (String stack : stacks) {
            try {
                JsonNode json = JSON.readTree(folder.resolve("stacks")
                        .resolve(stack)
                        .resolve("cdk.tf.json")
                        .toFile());
                for (Map.Entry<String, JsonNode> one :
                        json.at("/terraform/required_providers").properties()) {
                    providers.add(new Part(
                            Kind.PROVIDER,
                            one.getKey(),
                            one.getValue().path("version").asText()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the stack " + stack, e);
            }
        }
        return providers;
    }

    private static Part chart(String key) {
        return new Part(Kind.CHART, key, Versions.chart(key).version());
    }

    private static Part image(String key) {
        return new Part(Kind.IMAGE, key, ImageReference.of(Versions.image(key)).release());
    }
}
