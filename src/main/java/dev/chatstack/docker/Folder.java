package dev.chatstack.docker;

import dev.chatstack.config.Fingerprint;
import java.util.Map;
import java.util.TreeMap;

/** A folder of files and secrets that one container reads. {@link Delivery} fills it on the machine. */
public final class Folder {
    private final String name;
    private final String volume;
    private final int reader;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final Map<String, String> watched = new TreeMap<>();
    private String revision = "";

    Folder(String name, String volume, int reader) {
        this.name = name;
        this.volume = volume;
        this.reader = reader;
    }

    /** Puts a file there. */
    public Folder file(String path, String content) {
        files.put(path, content);
        return this;
    }

    /** The same for a file that its reader looks at again and again: another content replaces no container. */
    public Folder watchedFile(String path, String content) {
        watched.put(path, content);
        return this;
    }

    /** Puts a secret there, which only its reader may read; {@code text} holds what {@link Secrets} says. */
    public Folder secret(String path, String text) {
        secrets.put(path, text);
        return this;
    }

    /** Replaces its reader when the passwords in it are replaced. */
    public Folder revision(int number) {
        revision = String.valueOf(number);
        return this;
    }

    String name() {
        return name;
    }

    String volume() {
        return volume;
    }

    Map<String, String> files() {
        Map<String, String> all = new TreeMap<>(files);
        all.putAll(watched);
        return all;
    }

    /** One line for each secret: path, user id, text. */
    String secretLines() {
        StringBuilder lines = new StringBuilder();
        secrets.forEach((path, text) -> lines.append(path)
                .append(' ')
                .append(reader)
                .append(' ')
                .append(text)
                .append('\n'));
        return lines.toString();
    }

    String checksum() {
        return Fingerprint.of(files + secretLines() + revision, 8);
    }
}
