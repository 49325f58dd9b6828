package dev.chatstack.movein;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the files of a chat that runs say, while they are read: settings of an environment file, and what none of them is for. */
final class OldChat {
    /** The products that are known. */
    enum Product {
        /** Rocket.Chat */
        ROCKETCHAT,
        /** Tailchat */
        TAILCHAT
    }

    private final Product product;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> overwrite = new TreeMap<>();
    private final List<String> left = new ArrayList<>();

    OldChat(Product product) {
        this.product = product;
    }

    Product product() {
        return product;
    }

    /** Carries {@code value} over to {@code setting}, a path of an environment file. */
    void carry(String setting, String value) {
        settings.putIfAbsent(setting, value);
    }

    /** Carries a setting of Rocket.Chat's administration over. */
    void overwrite(String id, String value) {
        overwrite.put(id, value);
    }

    /** {@code what} is not carried over, because {@code why}. */
    void leave(String what, String why) {
        left.add(what + ": " + why);
    }

    Optional<String> setting(String path) {
        return Optional.ofNullable(settings.get(path));
    }

    Map<String, String> settings() {
        return settings;
    }

    Map<String, String> overwrites() {
        return overwrite;
    }

    List<String> left() {
        return left;
    }
}
