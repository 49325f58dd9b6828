package dev.chatstack.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstack.cli.life.Watch;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.ProviderLock;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Forecast;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.SynthesisCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the stacks and says what they will take. */
@Command(name = "synth", description = "Writes the Terraform stacks of the environments to cdktf.out; the default.")
public final class Synth implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--fresh", description = "synthesize every environment, even if nothing has changed")
    private boolean fresh;

    @Option(
            names = "--watch",
            description =
                    "stay, and answer every saved file: what is wrong, whether it fits, what it costs, and what people"
                            + " notice")
    private boolean watch;

    @Override
    public void run() {
        if (watch) {
            Watch.run(chatstack);
        } else {
            run(chatstack, fresh);
        }
    }

    /** Synthesizes what is selected; an environment of which nothing has changed only says again what it said. */
    public static void run(Chatstack chatstack, boolean fresh) {
        run(chatstack, fresh ? Optional.empty() : cache(chatstack));
    }

    private static Optional<SynthesisCache> cache(Chatstack chatstack) {
        Workplace workplace = chatstack.workplace();
        return SynthesisCache.of(workplace.output(), workplace.variables());
    }

    static void run(Chatstack chatstack, Optional<SynthesisCache> cache) {
        synthesize(chatstack, cache)
                .forEach((name, said) -> said.entry().lines().forEach(System.out::println));
    }

    /**
     * What was written for an environment, or found written.
     *
     * @param synthesized the environment, when it has changed
     */
    public record Said(SynthesisCache.Entry entry, Optional<Environment> synthesized) {}

    /** Synthesizes what has changed of what is selected; each environment's name with what is to be said of it. */
    public static Map<String, Said> synthesize(Chatstack chatstack) {
        return synthesize(chatstack, cache(chatstack));
    }

    private static Map<String, Said> synthesize(Chatstack chatstack, Optional<SynthesisCache> cache) {
        Workplace workplace = chatstack.workplace();
        Map<String, Path> files = chatstack.selection().files();
        Map<String, SynthesisCache.Entry> entries = new TreeMap<>();
        files.forEach(
                (name, file) -> cache.flatMap(one -> one.find(file)).ifPresent(entry -> entries.put(name, entry)));
        List<String> changed = files.keySet().stream()
                .filter(name -> !entries.containsKey(name))
                .toList();
        entries.forEach((name, entry) -> entry.warnings().forEach(System.err::println));
        Map<String, Environment> synthesized = new TreeMap<>();
        if (changed.isEmpty()) {
            SynthesisCache.writeManifest(workplace.output(), entries.values());
        } else {
            // its failure is the synthesis' own, which waits for it; nor does anybody wait for the rehearsal
            var unusedEngine = Synthesis.startEngine();
            Map<String, Map<Path, String>> inputs = new LinkedHashMap<>();
            files.forEach((name, file) -> {
                if (!entries.containsKey(name)) {
                    inputs.put(name, SynthesisCache.digests(List.of(file)));
                }
            });
            List<Environment> environments = chatstack.selection().load(changed);
            environments.forEach(one -> synthesized.put(one.name(), one));
            environments.forEach(one -> inputs.computeIfAbsent(one.name(), name -> new LinkedHashMap<>())
                    .putAll(SynthesisCache.digests(one.files())));
            var unusedRehearsal = CompletableFuture.runAsync(Forecast::rehearse);
            workplace.synthesis(environments).writeTo(workplace.output(), written -> {
                Map<String, SynthesisCache.Entry> fresh = entries(environments, written);
                entries.putAll(fresh);
                SynthesisCache.writeManifest(written, entries.values());
                cache.ifPresent(one -> fresh.forEach((name, entry) ->
                        one.keep(requireNonNull(files.get(name)), requireNonNull(inputs.get(name)), written, entry)));
            });
        }
        ProviderLock.in(chatstack.selection().folder()).giveTo(stacks(chatstack, entries.values()));
        Map<String, Said> said = new TreeMap<>();
        entries.forEach((name, entry) -> said.put(name, new Said(entry, Optional.ofNullable(synthesized.get(name)))));
        return said;
    }

    /** The folders of the stacks that were written, or found written. */
    public static List<Path> stacks(Chatstack chatstack, Map<String, Said> synthesized) {
        return stacks(chatstack, synthesized.values().stream().map(Said::entry).toList());
    }

    private static List<Path> stacks(Chatstack chatstack, Collection<SynthesisCache.Entry> entries) {
        Path folder = chatstack.workplace().output().resolve("stacks");
        return entries.stream()
                .flatMap(entry -> entry.stacks().keySet().stream())
                .map(folder::resolve)
                .toList();
    }

    private static Map<String, SynthesisCache.Entry> entries(List<Environment> environments, Path written) {
        Map<String, List<String>> forecasts = Forecast.of(environments, written);
        JsonNode manifest;
        try {
            manifest =
                    new JsonMapper().readTree(written.resolve("manifest.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest of CDKTF", e);
        }
        Map<String, SynthesisCache.Entry> entries = new TreeMap<>();
        for (Environment environment : environments) {
            Map<String, String> stacks = new TreeMap<>();
            EnvironmentStacks.names(environment)
                    .forEach(name ->
                            stacks.put(name, manifest.at("/stacks/" + name).toPrettyString()));
            entries.put(
                    environment.name(),
                    new SynthesisCache.Entry(
                            Selection.warnings(environment),
                            forecasts.getOrDefault(environment.name(), List.of()),
                            stacks,
                            manifest.path("version").asText()));
        }
        return entries;
    }
}
