package dev.chatstack.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting that has a value in a file, its defaults included.
 *
 * @param path where it is in the file
 * @param component what declares it
 * @param block the block that holds it
 * @param value its value; a block for a block
 */
public record GivenSetting(String path, RecordComponent component, Record block, Object value) {
    /** Those of {@code config} in the order of the file's reference; not those of blocks in lists. */
    public static List<GivenSetting> of(EnvironmentConfig config) {
        List<GivenSetting> found = new ArrayList<>();
        collect(config, "", found);
        return found;
    }

    private static void collect(Record block, String path, List<GivenSetting> found) {
        for (RecordComponent component : block.getClass().getRecordComponents()) {
            value(component, block).ifPresent(value -> {
                String where = path + component.getName();
                found.add(new GivenSetting(where, component, block, value));
                if (value instanceof Record inner) {
                    collect(inner, where + ".", found);
                }
            });
        }
    }

    private static Optional<?> value(RecordComponent component, Record block) {
        try {
            Object value = component.getAccessor().invoke(block);
            return value instanceof Optional<?> optional ? optional : Optional.of(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
