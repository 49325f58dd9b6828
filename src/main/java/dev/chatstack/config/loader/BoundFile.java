package dev.chatstack.config.loader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.config.rules.Blocks;
import java.util.List;
import java.util.Optional;

/**
 * An environment file, bound to records.
 *
 * @param config the whole file; empty when it has a mistake
 * @param blocks what of it has none
 * @param problems the mistakes
 */
record BoundFile(Optional<EnvironmentConfig> config, Blocks blocks, List<Problem> problems) {
    /** Binds {@code tree}; {@code sizes} stand for settings that it leaves out. */
    static BoundFile of(JsonNode tree, SizedSettings sizes) {
        RecordBinder binder = new RecordBinder(sizes);
        Optional<EnvironmentConfig> config = binder.bind(tree, EnvironmentConfig.class, "");
        boolean production = tree.path("production").asBoolean(true);
        return new BoundFile(config, new Blocks(binder.blocks(), binder.types(), production), binder.problems());
    }
}
