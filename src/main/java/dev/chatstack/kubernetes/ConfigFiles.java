package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.config_map_v1.ConfigMapV1;
import com.hashicorp.cdktf.providers.kubernetes.config_map_v1.ConfigMapV1Metadata;
import dev.chatstack.config.values.Fingerprint;
import dev.chatstack.config.values.FreeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.constructs.Construct;

/** A ConfigMap of files. */
public final class ConfigFiles extends Construct {
    private final String name;
    private final Map<String, String> files;

    /** Defines the ConfigMap {@code name} with {@code files}, content by file name; Terraform evaluates nothing in it. */
    public ConfigFiles(Construct scope, Namespace namespace, String name, Map<String, String> files) {
        this(scope, namespace, name, files, Map.of());
    }

    /** Defines the ConfigMap with {@code labels}, by which a controller finds the ConfigMap. */
    public ConfigFiles(
            Construct scope, Namespace namespace, String name, Map<String, String> files, Map<String, String> labels) {
        super(scope, name);
        this.name = name;
        this.files = new TreeMap<>();
        files.forEach((file, content) -> this.files.put(file, Literal.of(content)));
        ConfigMapV1Metadata.Builder metadata =
                ConfigMapV1Metadata.builder().name(name).namespace(namespace.name());
        if (!labels.isEmpty()) {
            metadata.labels(labels);
        }
        ConfigMapV1.Builder.create(this, "Default")
                .metadata(metadata.build())
                .data(this.files)
                .dependsOn(namespace.first())
                .build();
    }

    /** Defines the ConfigMap {@code name} with what a person wrote. */
    public static ConfigFiles of(Construct scope, Namespace namespace, String name, Map<String, FreeText> texts) {
        Map<String, String> files = new TreeMap<>();
        texts.forEach((file, text) -> files.put(file, text.unescaped()));
        return new ConfigFiles(scope, namespace, name, files);
    }

    /** Defines the ConfigMap {@code name} with {@code files} of this library's {@code folder}, such as {@code /mongodb}. */
    public static ConfigFiles of(Construct scope, Namespace namespace, String name, String folder, List<String> files) {
        return new ConfigFiles(scope, namespace, name, resources(folder, files));
    }

    /** The text of a file of this library, such as {@code /mongodb/reconcile.sh}. */
    public static String resource(String path) {
        try (InputStream in = ConfigFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + path, e);
        }
    }

    /** The texts of {@code files}, which this library has in {@code folder}, such as {@code /mongodb}, by their names. */
    public static Map<String, String> resources(String folder, List<String> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file, file -> resource(folder + "/" + file), (one, other) -> one, TreeMap::new));
    }

    /** Name of the ConfigMap. */
    public String name() {
        return name;
    }

    /** Changes with the content; as an annotation of pods it replaces them when a file changes. */
    public String checksum() {
        return Fingerprint.of(files.toString(), 8);
    }
}
