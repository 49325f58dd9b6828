package dev.chatstack.cli.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.HelmRelease;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.kubernetes.charts.ChartImages;
import dev.chatstack.kubernetes.charts.ImageReference;
import dev.chatstack.kubernetes.charts.ImageSource;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.synthesis.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every image and chart of an environment.
 *
 * @param images by the makers' names
 */
record ImageList(String environment, List<Image> images, List<Chart> charts) {
    private static final String OWN = "ours";

    /**
     * An image.
     *
     * @param name by which a person replaces the image
     * @param makers the name in full at its makers; of an image that replaces theirs, its own
     * @param taken the name in full from where it is taken
     * @param by the chart that brings the image; {@code ours} for an image of a pod or container of chatstack
     */
    record Image(String name, String makers, String taken, String by) {}

    /** A chart, with the URL of its repository at its makers and from where it is taken. */
    record Chart(String name, String version, String makers, String taken) {}

    /** Those of {@code blueprint}, in which all come from their makers, as {@code config} takes them. */
    static ImageList of(Blueprint blueprint, Optional<ImagesConfig> config) {
        ImageSource source = new ImageSource(config);
        Map<String, Image> images = new TreeMap<>();
        for (Resource resource : blueprint.resources()) {
            names(resource).forEach(image -> add(images, Versions.nameOf(image), image, source, OWN));
        }
        List<Chart> charts = new ArrayList<>();
        for (HelmRelease release : HelmRelease.all(blueprint)) {
            if (!release.isOurs()) {
                charts.add(chart(release, source));
                ChartImages.of(Versions.keyOf(release.chart())).forEach(brought -> brought.of(release.values())
                        .map(own -> config.isEmpty()
                                ? own
                                : brought.copied(release.values()).orElse(own))
                        .ifPresent(image -> add(images, Optional.of(brought.name()), image, source, release.chart())));
            }
        }
        return new ImageList(
                blueprint.environment(),
                List.copyOf(images.values()),
                charts.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Chart::name))
                        .toList());
    }

    private static void add(
            Map<String, Image> images, Optional<String> name, String image, ImageSource source, String by) {
        String makers =
                ImageReference.of(source.withoutMirrors().of(name, image)).toString();
        String taken = ImageReference.of(source.of(name, image)).toString();
        images.merge(
                makers,
                new Image(name.orElse(""), makers, taken, by),
                (first, second) -> first.by().equals(OWN) ? first : second);
    }

    private static Chart chart(HelmRelease release, ImageSource source) {
        Versions.Chart chart = new Versions.Chart(
                release.resource().text("/repository"),
                release.chart(),
                release.resource().text("/version"));
        return new Chart(
                chart.name(),
                chart.version(),
                chart.repository(),
                source.of(chart).repository());
    }

    private static List<String> names(Resource resource) {
        List<String> names = new ArrayList<>();
        if (resource.type().equals("docker_image")) {
            names.add(resource.text("/name"));
        } else if (resource.type().startsWith("kubernetes_")) {
            for (String kind : List.of("init_container", "container")) {
                for (JsonNode containers : resource.body().findValues(kind)) {
                    containers.forEach(
                            container -> names.add(container.path("image").asText()));
                }
            }
        }
        return names;
    }

    /** The table that people read. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int name = width(images.stream().map(Image::name).toList());
        int makers = width(images.stream().map(Image::makers).toList());
        boolean others = images.stream().anyMatch(image -> !image.makers().equals(image.taken()));
        String row = "%-" + name + "s  %-" + (others ? makers : 1) + "s" + (others ? "  %s" : "");
        lines.add(environment + ": " + images.size() + " images");
        lines.add(row.formatted("NAME", "IMAGE", "TAKEN FROM").stripTrailing());
        images.forEach(image -> lines.add(
                row.formatted(image.name(), image.makers(), image.taken()).stripTrailing()));
        if (!charts.isEmpty()) {
            lines.add("");
            lines.add(charts.size() + " charts");
            int chart = width(charts.stream().map(Chart::name).toList());
            int version = Math.max(
                    "VERSION".length(),
                    width(charts.stream().map(Chart::version).toList()));
            String line = "%-" + chart + "s  %-" + version + "s  %s";
            lines.add(line.formatted("NAME", "VERSION", "FROM"));
            charts.forEach(each -> lines.add(line.formatted(each.name(), each.version(), each.taken())));
            lines.add("");
            lines.add("Images of charts are those of src/main/resources/charts/images.yaml, read in these versions:");
            images.stream()
                    .filter(image -> !image.by().equals(OWN))
                    .map(Image::by)
                    .distinct()
                    .sorted()
                    .forEach(by -> lines.add("  " + by + ": "
                            + String.join(
                                    ", ",
                                    images.stream()
                                            .filter(image -> image.by().equals(by))
                                            .map(Image::name)
                                            .toList())));
            lines.add("The add-ons of EKS, GKE and AKS come from the cloud itself and are not listed.");
        }
        return lines;
    }

    /** A script for a machine that reaches both the makers and the registry. */
    List<String> script() {
        List<Image> copied = images.stream()
                .filter(image -> !image.makers().equals(image.taken()))
                .toList();
        if (copied.isEmpty() && charts.stream().allMatch(chart -> chart.makers().equals(chart.taken()))) {
            throw new UserError("--copy: must name a registry, such as registry.example.org/mirror, because the file"
                    + " of " + environment + " names none in images.mirror");
        }
        List<String> lines = new ArrayList<>(List.of(
                "#!/usr/bin/env bash",
                "# Copies the images and charts of " + environment
                        + ". Needs skopeo and helm; sign in with `skopeo login`" + " and `helm registry login` first.",
                "# With crane: replace the line of skopeo by `crane copy \"$from\" \"$to\"`.",
                "set -euo pipefail",
                "while read -r from to; do",
                "  skopeo copy --all \"docker://$from\" \"docker://$to\" </dev/null",
                "done <<'END'"));
        copied.forEach(image -> lines.add(image.makers() + " " + image.taken()));
        lines.add("END");
        if (!charts.isEmpty()) {
            lines.add("cd \"$(mktemp -d)\"");
            lines.add("while read -r chart version from to; do");
            lines.add("  case $from in");
            lines.add("    oci://*) helm pull \"$from/$chart\" --version \"$version\" ;;");
            lines.add("    *) helm pull \"$chart\" --repo \"$from\" --version \"$version\" ;;");
            lines.add("  esac");
            lines.add("  helm push \"$chart-$version.tgz\" \"$to\"");
            lines.add("done <<'END'");
            charts.stream()
                    .filter(chart -> !chart.makers().equals(chart.taken()))
                    .forEach(chart ->
                            lines.add(String.join(" ", chart.name(), chart.version(), chart.makers(), chart.taken())));
            lines.add("END");
        }
        return lines;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }
}
