package dev.chatstack.docker;

import dev.chatstack.config.values.Fingerprint;
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
    private final Map<String, String> watchedSecrets = new TreeMap<>();

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

    /** Puts a file there that the reader reads again and again: a change replaces no container. */
    public Folder watchedFile(String path, String content) {
        watched.put(path, content);
        return this;
    }

    /** Puts a secret there, which only its reader may read; {@code text} holds what {@link SecretPlaceholders} says. */
    public Folder secret(String path, String text) {
        secrets.put(path, text);
        return this;
    }

    /** Puts a secret there that the reader reads again and again: a new password replaces no container. */
    public Folder watchedSecret(String path, String text) {
        watchedSecrets.put(path, text);
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
        Map<String, String> all = new TreeMap<>(secrets);
        all.putAll(watchedSecrets);
        return lines(all);
    }

    /** Another one for other files, and for passwords of another revision, which stands in the text. */
    String checksum() {
        return Fingerprint.of(files + lines(secrets), 8);
    }

    private String lines(Map<String, String> texts) {
        StringBuilder lines = new StringBuilder();
        texts.forEach((path, text) -> lines.append(path)
                .append(' ')
                .append(reader)
                .append(' ')
                .append(text)
                .append('\n'));
        return lines.toString();
    }
}
