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

    /**
     * Carries {@code value} over to {@code setting}, a path of an environment file. Text that YAML could read as more than one value is
     * left: it would become other settings.
     */
    void carry(String setting, String value) {
        if (value.matches("[\\w@.:/+-]*")) {
            settings.putIfAbsent(setting, value);
        } else {
            leave("`" + setting + "`", "its value is more than one word; set it by hand");
        }
    }

    /** Carries a setting of Rocket.Chat's administration over. */
    void overwrite(String id, String value) {
        if (id.matches("\\w+") && value.chars().noneMatch(Character::isISOControl)) {
            overwrite.put(id, value);
        } else {
            leave("`" + id + "`", "its name or value is more than one line of text; set it by hand");
        }
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
