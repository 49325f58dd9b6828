package dev.chatstack.config.loader;

import dev.chatstack.config.Sizing;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.WorkerNodes;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.setting.Sized.Quantity;
import dev.chatstack.config.values.NodeCount;
import java.lang.reflect.RecordComponent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings that {@code chat.concurrentUsers} chooses where the file leaves them out. What stands in the file wins. */
final class SizedSettings {
    private final Map<Quantity, Object> sizes = new EnumMap<>(Quantity.class);
    private final Set<Class<?>> sizedNodes = new HashSet<>();
    private final Set<RecordSetting> leftOut = new HashSet<>();
    private final Map<String, String> chosen = new HashMap<>();
    private boolean nodesAreUndecided;

    private record RecordSetting(Class<?> block, Quantity quantity) {}

    private SizedSettings() {}

    /** No choice yet: a file must be bound once to know for how many people it is and what it leaves out. */
    static SizedSettings unknown() {
        return new SizedSettings();
    }

    /** Whether anything was chosen. */
    boolean areAny() {
        return !sizes.isEmpty();
    }

    /** The choices for {@code blocks}, which were bound with these; with as many {@code nodes}, once that is known. */
    SizedSettings choose(Blocks blocks, Optional<NodeCount> nodes) {
        SizedSettings choices = new SizedSettings();
        blocks.find(RocketChatConfig.class)
                .ifPresent(chat -> chat.concurrentUsers().ifPresent(users -> {
                    Sizing sizing = new Sizing(users);
                    // a second pod without a licence does not see the messages of the first
                    if (chat.licenceSecret().isPresent()) {
                        choices.sizes.put(
                                Quantity.CHAT_REPLICAS, chat.isMicroservices() ? sizing.servers() : sizing.monoliths());
                    }
                    if (!blocks.has(ExternalMongoDbConfig.class)) {
                        choices.sizes.put(Quantity.DATABASE_MEMORY, sizing.mongoGib() + "Gi");
                        choices.sizes.put(Quantity.DATABASE_VOLUME, sizing.mongoVolumeGib() + "Gi");
                    }
                    blocks.find(CloudConfig.class)
                            .flatMap(CloudConfig::workerNodes)
                            .ifPresent(workers -> choices.chooseNodes(workers, leftOut, nodes));
                }));
        return choices;
    }

    private void chooseNodes(WorkerNodes workers, Set<RecordSetting> leftOut, Optional<NodeCount> nodes) {
        boolean fewestIsOpen = leftOut.contains(new RecordSetting(workers.getClass(), Quantity.FEWEST_NODES));
        boolean mostIsOpen = leftOut.contains(new RecordSetting(workers.getClass(), Quantity.MOST_NODES));
        NodeCount count = nodes.orElse(new NodeCount(NodeCount.LIMIT, NodeCount.LIMIT));
        int allowed = mostIsOpen ? NodeCount.LIMIT : workers.maxWorkersCount();
        int fewest = fewestIsOpen ? Math.min(Math.max(count.fewest(), Sizing.SAFE), allowed) : workers.workersCount();
        sizedNodes.add(workers.getClass());
        sizes.put(Quantity.FEWEST_NODES, fewest);
        // a failed node is replaced while it still counts
        sizes.put(Quantity.MOST_NODES, Math.min(Math.max(count.most(), fewest + 1), NodeCount.LIMIT));
        nodesAreUndecided = nodes.isEmpty() && (fewestIsOpen || mostIsOpen);
    }

    /** The value of {@code setting}, which the file leaves out at {@code path}; empty when its default holds. */
    Optional<Object> value(RecordComponent setting, String path) {
        Sized sized = setting.getAnnotation(Sized.class);
        if (sized == null) {
            return Optional.empty();
        }
        Quantity quantity = sized.value();
        leftOut.add(new RecordSetting(setting.getDeclaringRecord(), quantity));
        boolean ofNodes = quantity == Quantity.FEWEST_NODES || quantity == Quantity.MOST_NODES;
        if ((ofNodes && !sizedNodes.contains(setting.getDeclaringRecord())) || !sizes.containsKey(quantity)) {
            return Optional.empty();
        }
        if (!(ofNodes && nodesAreUndecided)) {
            chosen.put(path, sizes.get(quantity).toString());
        }
        return Optional.of(sizes.get(quantity));
    }

    /** The settings that were asked for and chosen, by their paths. */
    Map<String, String> chosen() {
        return chosen;
    }

    boolean nodesAreUndecided() {
        return nodesAreUndecided;
    }
}
