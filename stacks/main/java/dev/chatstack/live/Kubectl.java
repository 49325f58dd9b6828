package dev.chatstack.live;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The cluster of an environment, through kubectl. A person's own kubeconfig is never changed. */
public final class Kubectl implements AutoCloseable {
    private static final Duration SIGN_IN = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final List<String> words;
    private final Map<String, String> variables;
    private final Optional<Path> own;

    private Kubectl(List<String> words, Map<String, String> variables, Optional<Path> own) {
        this.words = List.copyOf(words);
        this.variables = Map.copyOf(variables);
        this.own = own;
    }

    /**
     * Signs in to the cluster of {@code cloud}, or uses {@code given}.
     *
     * @throws UserError when the sign-in fails, with its reason
     */
    public static Kubectl signIn(ClusterCloud cloud, Optional<ClusterAccess.Kubeconfig> given) {
        Optional<ClusterAccess.Kubeconfig> kubeconfig = given.or(cloud::kubeconfig);
        if (kubeconfig.isPresent()) {
            return new Kubectl(words(kubeconfig.get()), Map.of(), Optional.empty());
        }
        try {
            Path folder = Files.createTempDirectory("chatstack-");
            Kubectl kubectl = new Kubectl(
                    List.of("kubectl"),
                    Map.of("KUBECONFIG", folder.resolve("kubeconfig").toString()),
                    Optional.of(folder));
            Answer answer = Programs.run(List.of("bash", "-c", cloud.signInCommand()), kubectl.variables, SIGN_IN);
            if (!answer.succeeded()) {
                kubectl.close();
                throw new UserError("cannot sign in to the cluster: " + answer.reason() + "\nIt was tried with: "
                        + cloud.kubeconfigCommand());
            }
            return kubectl;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the temporary folder", e);
        }
    }

    /** kubectl as a person calls it: the program and its first words. */
    public static Kubectl called(String... words) {
        return new Kubectl(List.of(words), Map.of(), Optional.empty());
    }

    private static List<String> words(ClusterAccess.Kubeconfig kubeconfig) {
        List<String> words = new ArrayList<>(List.of(
                "kubectl", "--kubeconfig", kubeconfig.path().replaceFirst("^~", System.getProperty("user.home"))));
        kubeconfig.context().ifPresent(context -> words.addAll(List.of("--context", context)));
        return words;
    }

    /** What kubectl answers to {@code arguments}. */
    public Answer ask(String... arguments) {
        return ask(List.of(arguments), ANSWER);
    }

    /** What kubectl answers to {@code arguments} within {@code patience}. */
    public Answer ask(List<String> arguments, Duration patience) {
        List<String> command = new ArrayList<>(words);
        command.addAll(arguments);
        return Programs.run(command, variables, patience);
    }

    /** Gives {@code each} every line that kubectl prints to {@code arguments}, until it ends; its exit code. */
    public int follow(List<String> arguments, Consumer<String> each) {
        List<String> command = new ArrayList<>(words);
        command.addAll(arguments);
        return Programs.follow(command, variables, each);
    }

    /** Forgets the sign-in. */
    @Override
    public void close() {
        own.ifPresent(folder -> {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + folder, e);
            }
        });
    }
}
