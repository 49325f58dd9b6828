package dev.chatstack.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.change.TerraformPlan;
import dev.chatstack.host.Delay;
import dev.chatstack.host.Terraform;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One stack of an environment, through Terraform.
 *
 * @param name the stack
 * @param terraform runs in its folder
 * @param remedy knows what to do when it fails
 * @param terminal where a person is asked and told
 * @param verbose whether everything that Terraform prints is shown
 * @param pause after each resource that is applied alone
 */
record StackDeployment(
        String name, Terraform terraform, Remedy remedy, Terminal terminal, boolean verbose, Duration pause) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOG = "terraform.log";
    private static final String IMPORTS = "import.tf";
    private static final int TAIL = 30;

    /** Gets the plug-ins and reaches the state. */
    void init() {
        quietly("init", "-input=false", "-no-color");
    }

    /** Whether the state holds no resource, or there is none yet, which `state list` calls an error. */
    boolean isEmpty() {
        String state = terraform.answer("state", "pull");
        return state.isBlank() || json(state).path("resources").isEmpty();
    }

    /** The file with the blocks that import what is there already. */
    Path imports() {
        return terraform.stack().resolve(IMPORTS);
    }

    /** An apply of all that {@code options} plan, when the person agrees to it; whether there was something to apply. */
    boolean apply(Agreement agreement, String... options) {
        return withPlan(options, (file, plan) -> {
            if (plan.isEmpty()) {
                terminal.say("  nothing to change");
                return false;
            }
            List<String> first = agreement.ask(plan, json(file));
            for (String address : first) {
                terminal.say("  replaces " + address + " alone, then the next one");
                apply(plan, "-auto-approve", "-target=" + address);
                Delay.of(pause);
            }
            // what was applied alone has made the plan stale
            apply(plan, first.isEmpty() ? file.toString() : "-auto-approve");
            // what was imported once must not be imported after a removal
            Files.deleteIfExists(imports());
            return true;
        });
    }

    /** What an apply would change. */
    TerraformPlan planned() {
        return withPlan(new String[0], (file, plan) -> plan);
    }

    /** Asks whether a plan may be applied, and does what must come before. */
    @FunctionalInterface
    interface Agreement {
        /**
         * Addresses that are applied alone, one after the other, before the rest of {@code plan}, of which {@code json} is all that
         * Terraform says.
         *
         * @throws UserError when the person does not agree
         */
        List<String> ask(TerraformPlan plan, JsonNode json);
    }

    private <T> T withPlan(String[] options, PlanReader<T> reader) {
        try {
            // a plan holds whatever a resource says, for the owner's eyes alone
            Path folder = Files.createTempDirectory("chatstack-");
            try {
                Path file = folder.resolve("tfplan");
                List<String> words = new ArrayList<>(List.of("plan", "-input=false", "-no-color", "-out=" + file));
                words.addAll(List.of(options));
                quietly(words.toArray(String[]::new));
                return reader.read(file, new TerraformPlan(name, json(file)));
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the temporary folder", e);
        }
    }

    @FunctionalInterface
    private interface PlanReader<T> {
        T read(Path file, TerraformPlan plan) throws IOException;
    }

    private JsonNode json(Path plan) {
        return json(terraform.answer("show", "-json", plan.toString()));
    }

    private static JsonNode json(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new UserError("Terraform printed something else than JSON");
        }
    }

    /** Applies what {@code words} name, a file with a plan or options, of which {@code plan} is what it does. */
    private void apply(TerraformPlan plan, String... words) {
        List<String> command = new ArrayList<>(List.of("apply", "-input=false", "-no-color"));
        if (!verbose) {
            command.add("-json");
        }
        command.addAll(List.of(words));
        Progress progress = new Progress(plan, Clock.systemUTC(), line -> terminal.say("  " + line));
        int exitCode = new TerraformRun(terraform.command(command.toArray(String[]::new)), log(), progress::beat)
                .follow(verbose ? terminal::say : progress::read);
        if (exitCode != 0) {
            throw failed(plan, progress);
        }
        terminal.say("  done after " + progress.elapsed());
    }

    private UserError failed(TerraformPlan plan, Progress progress) {
        List<String> lines = new ArrayList<>();
        lines.add(name + " failed after " + progress.elapsed() + ". "
                + (verbose ? "" : progress.done() + " of " + plan.size() + " are done and stay. ")
                + "Everything that Terraform printed is in " + log());
        for (Diagnostic error : progress.errors()) {
            String of = error.address().isEmpty() ? "" : plan.name(error.address()) + ": ";
            lines.add("- " + of + error.summary());
            error.detail()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .limit(TAIL)
                    .forEach(line -> lines.add("    " + line));
            remedy.of(error, plan).forEach(line -> lines.add("  " + line));
        }
        progress.others().stream()
                .skip(Math.max(0, progress.others().size() - TAIL))
                .forEach(line -> lines.add("    " + line));
        lines.add("Fix this, then run the same command again to continue; docs/interrupted.md knows more.");
        return new UserError(String.join("\n", lines));
    }

    private void quietly(String... words) {
        List<String> printed = new ArrayList<>();
        int exitCode = new TerraformRun(terraform.command(words), log(), () -> {})
                .follow(verbose ? terminal::say : printed::add);
        if (exitCode != 0) {
            Diagnostic error = new Diagnostic("", String.join("\n", printed), "");
            List<String> lines = new ArrayList<>();
            lines.add(name + ": terraform " + words[0] + " failed:");
            printed.stream().skip(Math.max(0, printed.size() - TAIL)).forEach(line -> lines.add("    " + line));
            lines.addAll(remedy.of(error, TerraformPlan.NONE));
            throw new UserError(String.join("\n", lines));
        }
    }

    private Path log() {
        return terraform.stack().resolve(LOG);
    }
}
