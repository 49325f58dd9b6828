package dev.chatstack.synthesis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Many environments, of which each of several processes synthesizes a share. Java and CDKTF's engine wait for each other all the time,
 * so that one pair of them keeps no more than one processor busy.
 *
 * @param environments what every process synthesizes; the first share is this process's own
 */
record Shares(List<List<Environment>> environments) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "manifest.json";

    /** As many as {@code processes}, of about the same size, but none of fewer environments than {@code least}, which its start would not repay. */
    static Shares of(List<Environment> environments, int processes, int least) {
        int count = Math.max(1, Math.min(processes, environments.size() / least));
        return new Shares(IntStream.range(0, count)
                .mapToObj(i -> environments.subList(start(i, count, environments), start(i + 1, count, environments)))
                .toList());
    }

    private static int start(int share, int count, List<Environment> environments) {
        return share * environments.size() / count;
    }

    List<Environment> own() {
        return environments.get(0);
    }

    /** Starts {@code launcher} for every other share; each writes to a folder of its own in {@code folder}. */
    List<Process> start(String launcher, Path folder) throws IOException {
        List<Process> started = new ArrayList<>();
        for (int i = 1; i < environments.size(); i++) {
            List<String> command = new ArrayList<>(List.of(launcher, "share"));
            command.addAll(List.of("--to", share(folder, i).toString()));
            command.addAll(List.of("--config", own().get(0).folder().toString()));
            environments.get(i).forEach(environment -> command.addAll(List.of("-e", environment.name())));
            started.add(new ProcessBuilder(command).inheritIO().start());
        }
        return started;
    }

    /**
     * Waits for {@code others} and brings what they wrote together in {@code folder}.
     *
     * @throws UserError when one of them found something that a person can mend, which it has said
     * @throws IllegalStateException when one of them failed otherwise
     */
    void join(List<Process> others, Path folder) throws IOException {
        for (Process other : others) {
            int result = other.onExit().join().exitValue();
            if (result == CommandLine.ExitCode.USAGE) {
                throw new UserError("nothing is written");
            }
            if (result != CommandLine.ExitCode.OK) {
                throw new IllegalStateException("a process that synthesized a share of the environments failed");
            }
        }
        ObjectNode manifest =
                (ObjectNode) JSON.readTree(folder.resolve(MANIFEST).toFile());
        for (int i = 1; i < environments.size(); i++) {
            Path share = share(folder, i);
            manifest.withObjectProperty("stacks").setAll((ObjectNode)
                    JSON.readTree(share.resolve(MANIFEST).toFile()).get("stacks"));
            Files.delete(share.resolve(MANIFEST));
            try (Stream<Path> stacks = Files.list(share.resolve("stacks"))) {
                for (Path stack : stacks.toList()) {
                    Files.move(stack, folder.resolve("stacks").resolve(stack.getFileName()));
                }
            }
        }
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(MANIFEST).toFile(), manifest);
    }

    private static Path share(Path folder, int number) {
        return folder.resolve("share-" + number);
    }
}
