package dev.chatstack.cli.steps;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.upgrade.Judgement;
import dev.chatstack.upgrade.Judgement.Verdict;
import dev.chatstack.upgrade.Release;
import dev.chatstack.upgrade.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the last synth of an environment says of the version that its file names now. */
public final class LastSynth {
    private LastSynth() {}

    /** What must be said of going there from the synth in {@code output}; nothing without one. */
    public static List<Judgement> of(Path output, Environment environment) {
        List<String> stacks = EnvironmentStacks.names(environment);
        String last = stacks.get(stacks.size() - 1);
        if (!Files.exists(output.resolve("stacks").resolve(last).resolve("cdk.tf.json"))) {
            return List.of();
        }
        Versions before = Versions.of(Blueprint.read(environment.name(), output, List.of(last)));
        Map<String, Release> after = new HashMap<>(before.found());
        Optional<Release> version = Release.of(environment.config().chat().version());
        version.ifPresent(release -> after.put(environment.config().chat().productName(), release));
        return before.to(new Versions(after)).stream()
                .filter(judgement -> judgement.verdict() != Verdict.WARNING)
                .toList();
    }
}
