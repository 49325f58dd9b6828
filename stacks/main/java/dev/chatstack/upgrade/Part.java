package dev.chatstack.upgrade;

import dev.chatstack.config.Support;
import java.util.List;
import java.util.Optional;

/**
 * A chart, an image or a provider that chatstack brings.
 *
 * @param kind what it is
 * @param name what versions.yaml calls it
 * @param version its version, as versions.yaml writes it
 */
public record Part(Kind kind, String name, String version) {
    /** What a part is. */
    public enum Kind {
        /** a chart of Helm */
        CHART,
        /** an image of a container */
        IMAGE,
        /** a provider of Terraform */
        PROVIDER
    }

    /** What is known of its line. */
    Optional<Lines.Line> line() {
        List<Lines.Line> lines = kind == Kind.IMAGE ? Lines.ofPart(name) : List.of();
        return Release.of(version).flatMap(release -> Lines.find(lines, release));
    }

    /** Where its makers publish releases, when they publish no end of support. */
    Optional<String> withoutEnd() {
        return Support.withoutEnd(kind == Kind.PROVIDER ? "provider " + name : name.replaceFirst("-\\d+\\.\\d+$", ""));
    }

    /** Whether the table says until when it is supported, or that its makers do not say. */
    public boolean isKnown() {
        return line().isPresent() || withoutEnd().isPresent();
    }
}
