package dev.chatstack.blueprint;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A reviewed file of numbers: JSON with comments, because a JVM that has just started reads YAML several times more slowly. */
public final class DataFile {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build()
            .reader();

    private DataFile() {}

    /** The content of the file {@code name} in the folder of the class {@code beside}. */
    public static JsonNode read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
