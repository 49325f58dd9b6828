package dev.chatstack.testing;

import dev.chatstack.config.EnvironmentConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The records of which an environment's file consists. */
public final class ConfigBlocks {
    private ConfigBlocks() {}

    /** All of them, whatever kind of a block. */
    public static Set<Class<?>> all() {
        Set<Class<?>> found = new HashSet<>();
        collect(EnvironmentConfig.class, found);
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> block) {
            if (block.isSealed()) {
                Stream.of(block.getPermittedSubclasses()).forEach(variant -> collect(variant, found));
            } else if (block.isRecord() && found.add(block)) {
                Stream.of(block.getRecordComponents()).forEach(component -> collect(component.getGenericType(), found));
            }
        }
    }
}
