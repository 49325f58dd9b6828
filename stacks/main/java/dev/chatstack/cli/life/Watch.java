package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Main;
import dev.chatstack.cli.Synth;
import dev.chatstack.cli.compare.Comparison;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A synth that stays: after each saved file it says what is wrong, or whether it fits, what it costs and what people notice of all that
 * has changed since the watch began. It ends with Ctrl-C, or when its thread is interrupted.
 */
public final class Watch {
    /** An editor writes one file in several steps. */
    private static final long STEPS_MS = 15;

    private final Chatstack chatstack;
    private final Path output;
    private final WatchService service;
    private final Path before;
    private final Set<Path> folders = new HashSet<>();

    private Watch(Chatstack chatstack, WatchService service, Path before) {
        this.chatstack = chatstack;
        this.output = chatstack.workplace().output();
        this.service = service;
        this.before = before;
    }

    /** Watches what is selected. */
    public static void run(Chatstack chatstack) {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            Path before = Files.createTempDirectory("chatstack-watch-");
            try {
                new Watch(chatstack, service, before).run();
            } finally {
                Synthesis.delete(before);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot watch " + chatstack.selection().folder(), e);
        }
    }

    private void run() throws IOException, InterruptedException {
        watch(chatstack.selection().folder());
        answer();
        System.out.println("watching " + chatstack.selection().folder() + "; Ctrl-C ends it");
        while (true) {
            WatchKey key = service.take();
            Thread.sleep(STEPS_MS);
            boolean counts = false;
            for (WatchEvent<?> event : key.pollEvents()) {
                counts |= event.context() instanceof Path name && counts((Path) key.watchable(), name);
            }
            key.reset();
            if (counts) {
                answer();
            }
        }
    }

    private boolean counts(Path folder, Path name) {
        return !folder.equals(chatstack.selection().folder())
                || chatstack.selection().files().containsValue(folder.resolve(name));
    }

    private void answer() throws IOException {
        try {
            for (Synth.Said one : Synth.synthesize(chatstack).values()) {
                for (Environment environment : one.synthesized().stream().toList()) {
                    one.entry().lines().forEach(System.out::println);
                    changes(environment).forEach(line -> System.out.println(environment.name() + ": " + line));
                    for (Path folder : environment.files()) {
                        watch(folder);
                    }
                }
            }
        } catch (UserError e) {
            System.out.println(e.getMessage());
        } catch (UncheckedIOException e) {
            System.out.println(Main.words(e));
        }
    }

    /** Since the watch began; the first stacks of an environment are what later ones are compared with. */
    private List<String> changes(Environment environment) throws IOException {
        List<Path> unknown = new ArrayList<>();
        for (String stack : EnvironmentStacks.names(environment)) {
            if (Files.notExists(before.resolve("stacks").resolve(stack))) {
                unknown.add(Path.of("stacks", stack));
            }
        }
        if (unknown.isEmpty()) {
            return new Comparison(environment, output, Optional.empty())
                    .with(before)
                    .lines();
        }
        for (Path stack : unknown) {
            Files.createDirectories(before.resolve(stack));
            Files.copy(
                    output.resolve(stack).resolve("cdk.tf.json"),
                    before.resolve(stack).resolve("cdk.tf.json"),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        return List.of();
    }

    private void watch(Path folder) throws IOException {
        if (folders.add(folder)) {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }
}
