package dev.chatstack.workload.rocketchat;

import java.util.List;

/**
 * The folder of the image that the Apps-Engine writes into (Rocket.Chat issue 41006), and how a pod gets a copy that can be written.
 *
 * <p>Images up to 8.8 have the folder, those from 8.9 on do not (Rocket.Chat pull request 41201): the pod asks the image, so no list of
 * versions can be wrong.
 */
public final class AppsEngine {
    /** Where the server looks for it. */
    public static final String FOLDER = "/app/bundle/programs/server/npm/node_modules/@rocket.chat/apps/deno-runtime";

    /** Name of the init container and of the volume. */
    static final String NAME = "apps-engine";

    /** Where the init container sees the volume. */
    static final String COPY = "/" + NAME;

    private AppsEngine() {}

    /** Copies the folder, if the image has one; a copy that fails stops the pod. */
    static List<String> copy() {
        return List.of("sh", "-c", "if [ -d \"$0\" ]; then cp -r \"$0/.\" \"$1\"; fi", FOLDER, COPY);
    }
}
