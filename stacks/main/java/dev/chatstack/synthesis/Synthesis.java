package dev.chatstack.synthesis;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.providers.kubernetes.cron_job_v1.CronJobV1;
import com.hashicorp.cdktf.providers.kubernetes.deployment_v1.DeploymentV1;
import com.hashicorp.cdktf.providers.kubernetes.job_v1.JobV1;
import com.hashicorp.cdktf.providers.kubernetes.stateful_set_v1.StatefulSetV1;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.jsii.JsiiEngine;

/** Turns environments into Terraform JSON. A synthesis that fails leaves what was there. */
public record Synthesis(List<Environment> environments, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
    private static final String STACKS = "stacks";
    private static final String UNFINISHED = ".synth-";
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What Node says of a full disk, a quota and a folder that may not be written. */
    private static final Pattern OF_THE_DISK = Pattern.compile("(?:ENOSPC|EDQUOT|EACCES|EROFS): ([^\n,]+)");

    private static @Nullable CompletableFuture<Void> engine;

    /** Starts CDKTF's engine, which takes Node as long as Java needs to read the environments: worth doing at the same time. */
    public static synchronized CompletableFuture<Void> startEngine() {
        if (engine == null) {
            engine = CompletableFuture.runAsync(Synthesis::loadEngine);
        }
        return engine;
    }

    private static void loadEngine() {
        JsiiEngine.getInstance().loadModule(com.hashicorp.cdktf.$Module.class);
        EarlyAnswers.of(JsiiEngine.getInstance());
        // for each of these Node reads more than a megabyte, now while nobody waits for it
        List.of(
                CronJobV1.TF_RESOURCE_TYPE,
                DeploymentV1.TF_RESOURCE_TYPE,
                JobV1.TF_RESOURCE_TYPE,
                StatefulSetV1.TF_RESOURCE_TYPE);
    }

    /** Writes the stacks and their manifest to {@code output}, replacing the stacks that were there under the same names. */
    public void writeTo(Path output) {
        writeTo(output, stacks -> {});
    }

    /** As {@link #writeTo(Path)}, but what makes {@code check} fail is never written. */
    public void writeTo(Path output, Consumer<Path> check) {
        try {
            Path beside = Optional.ofNullable(output.toAbsolutePath().getParent())
                    .orElseThrow(() -> new UserError(
                            "the stacks must be written to a folder, not to / itself: name one in CDKTF_OUTDIR"));
            Files.createDirectories(beside);
            deleteAbandoned(beside);
            Path fresh = Files.createTempDirectory(beside, UNFINISHED);
            try {
                synthesize(fresh);
                check.accept(fresh);
                replace(fresh, output);
            } finally {
                delete(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + output, e);
        }
    }

    /** What {@code reader} makes of the stacks, which are written nowhere else. */
    public <T> T inTemporaryFolder(Function<Path, T> reader) {
        return inTemporaryFolder(this::synthesize, reader);
    }

    /** What {@code reader} makes of a folder that {@code writer} fills, and that is deleted then. */
    public static <T> T inTemporaryFolder(Consumer<Path> writer, Function<Path, T> reader) {
        try {
            Path fresh = Files.createTempDirectory("chatstack-");
            try {
                writer.accept(fresh);
                return reader.apply(fresh);
            } finally {
                delete(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the temporary folder", e);
        }
    }

    /** Writes the stacks to the folder {@code output}, which is new. */
    private void synthesize(Path output) {
        write(
                output,
                app -> environments.forEach(environment -> EnvironmentStacks.define(app, environment, kubeconfig)));
        List<Environment> decided = NodeChoice.decide(NodeChoice.undecided(environments), output);
        if (!decided.isEmpty()) {
            // no pod depends on the number of nodes, so that only the stacks of the clusters change
            Path again = output.resolve("decided");
            write(again, app -> decided.forEach(environment -> EnvironmentStacks.defineCluster(app, environment)));
            try {
                replace(again.resolve(STACKS), output.resolve(STACKS));
                delete(again);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to " + output, e);
            }
        }
    }

    /** The environments with as many nodes as their pods need, where the files leave that to {@code chat.concurrentUsers}. */
    public List<Environment> withNodes() {
        List<Environment> undecided = NodeChoice.undecided(environments);
        if (undecided.isEmpty()) {
            return environments;
        }
        List<Environment> decided = inTemporaryFolder(
                folder ->
                        write(folder, app -> undecided.forEach(one -> EnvironmentStacks.define(app, one, kubeconfig))),
                stacks -> NodeChoice.decide(undecided, stacks));
        return environments.stream()
                .map(environment ->
                        undecided.contains(environment) ? decided.get(undecided.indexOf(environment)) : environment)
                .toList();
    }

    private static void write(Path output, Consumer<App> stacks) {
        startEngine().join();
        App app = new App(AppConfig.builder().outdir(output.toString()).build());
        try {
            stacks.accept(app);
            app.synth();
        } catch (RuntimeException e) {
            // the engine throws JsiiError for some of its failures and a plain one for others
            throw OF_THE_DISK
                    .matcher(String.valueOf(e.getMessage()))
                    .results()
                    .findFirst()
                    .<RuntimeException>map(reason ->
                            new UncheckedIOException("cannot write " + output, new IOException(reason.group(1))))
                    .orElse(e);
        }
    }

    /** What a run that was killed has left; one that is still at work is younger. */
    private static void deleteAbandoned(Path folder) throws IOException {
        Instant longAgo = Instant.now().minus(LONGEST);
        List<Path> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path one : unfinished) {
                if (Files.getLastModifiedTime(one).toInstant().isBefore(longAgo)) {
                    abandoned.add(one);
                }
            }
        }
        for (Path one : abandoned) {
            delete(one);
        }
    }

    /** File by file: Terraform keeps its plug-ins and lock file next to a stack's JSON. */
    private static void replace(Path fresh, Path output) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(fresh)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path target = output.resolve(fresh.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes {@code folder} and all that is in it. */
    public static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(folder)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
