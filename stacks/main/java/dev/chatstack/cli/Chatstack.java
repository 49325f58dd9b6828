package dev.chatstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.doctor.Doctor;
import dev.chatstack.host.Upkeep;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Forecast;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One YAML file per environment becomes a running, monitored, backed-up team chat. */
@Command(
        name = "chatstack",
        description = "One YAML file per environment becomes a running, monitored, backed-up team chat.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        usageHelpWidth = 120,
        subcommands = CommandLine.HelpCommand.class,
        versionProvider = Chatstack.Version.class)
public final class Chatstack implements Runnable {
    private final Path root;

    @Option(
            names = "--config",
            paramLabel = "FOLDER",
            scope = CommandLine.ScopeType.INHERIT,
            description = "where the environment files are; by default config")
    private Path config;

    public Chatstack(Path root) {
        this.root = root;
    }

    @Override
    public void run() {
        synth(List.of());
    }

    @Command(description = "Writes the Terraform stacks of the environments to cdktf.out; the default.")
    void synth(
            @Option(names = "-e", paramLabel = "ENV", description = "only this environment; may be repeated")
                    List<String> only) {
        List<Environment> environments = load(only);
        CompletableFuture.runAsync(Forecast::rehearse);
        synthesis(environments)
                .writeTo(output(), stacks -> Forecast.of(environments, stacks).forEach(System.out::println));
    }

    @Command(hidden = true, description = "What `synth` starts to have a share of many environments synthesized.")
    void share(@Option(names = "-e") List<String> only, @Option(names = "--to") Path folder) {
        synthesis(new Environments(config).load(only)).alone(folder);
    }

    @Command(
            description =
                    "Starts an environment on a Docker host, waits until the chat answers and prints where it is.")
    void up(@Option(names = "-e", paramLabel = "ENV", required = true, description = "the environment") String name) {
        synthesized(name).up();
    }

    @Command(description = "Stops an environment on a Docker host. What people wrote stays, for the next `up`.")
    void down(
            @Option(names = "-e", paramLabel = "ENV", required = true, description = "the environment") String name,
            @Option(
                            names = "--delete-data",
                            description = "deletes what people wrote, every password and the metrics, too")
                    boolean deleteData) {
        synthesized(name).down(deleteData);
    }

    private Upkeep synthesized(String name) {
        Upkeep upkeep = new Upkeep(load(List.of(name)).get(0), output(), System.getenv(), Upkeep.PAUSE);
        synth(List.of(name));
        return upkeep;
    }

    @Command(
            description = "Prints the Kubernetes objects of the environments as YAML, without those of other people's"
                    + " charts.")
    void manifests(
            @Option(names = "-e", paramLabel = "ENV", description = "only this environment; may be repeated")
                    List<String> only) {
        List<Environment> environments = load(only);
        String text = synthesis(environments).inTemporaryFolder(stacks -> Manifests.of(environments, stacks));
        System.out.print(text);
    }

    @Command(
            description =
                    "Says what the environments take: nodes, pods, room for them, disks, and what it costs a month.")
    void estimate(
            @Option(names = "-e", paramLabel = "ENV", description = "only this environment; may be repeated")
                    List<String> only,
            @Option(names = "--json", description = "for other programs: nodes, pods and verdicts") boolean json,
            @Option(
                            names = "--nodes",
                            paramLabel = "FILE",
                            description = "for a cluster that exists: what `kubectl get nodes,csinodes,pods -A -o json`"
                                    + " printed")
                    Path nodes) {
        List<Environment> environments = load(only);
        Optional<JsonNode> cluster = Optional.ofNullable(nodes).map(Chatstack::readJson);
        Synthesis synthesis = synthesis(environments);
        if (json) {
            String text = synthesis.inTemporaryFolder(stacks -> EstimateJson.of(environments, stacks, cluster));
            System.out.println(text);
        } else {
            synthesis
                    .inTemporaryFolder(stacks -> Estimate.of(environments, stacks, cluster))
                    .forEach(System.out::println);
        }
    }

    @Command(description = "Draws the environments as they would be deployed: ENV.svg, and ENV.mmd for Mermaid.")
    void diagram(
            @Option(names = "-e", paramLabel = "ENV", description = "only this environment; may be repeated")
                    List<String> only,
            @Option(
                            names = "--to",
                            paramLabel = "FOLDER",
                            defaultValue = ".",
                            description = "where to; by default here")
                    Path folder) {
        List<Environment> environments = load(only);
        synthesis(environments)
                .inTemporaryFolder(stacks -> Diagrams.write(environments, stacks, root.resolve(folder)))
                .forEach(System.out::println);
    }

    @Command(
            description =
                    "Says in plain words what a deploy would change against what was synthesized last, and what people"
                            + " notice.")
    void explain(
            @Option(names = "-e", paramLabel = "ENV", required = true, description = "the environment") String name,
            @Option(
                            names = "--against",
                            paramLabel = "FOLDER",
                            description = "where a synth of what is deployed is; by default cdktf.out")
                    Path against) {
        List<Environment> environments = load(List.of(name));
        Path before = against == null ? output() : root.resolve(against);
        synthesis(environments)
                .inTemporaryFolder(now -> Explanation.of(environments.get(0), before, now))
                .forEach(System.out::println);
    }

    @Command(description = "Reads the environment files and says what is wrong with them.")
    void check(
            @Option(names = "-e", paramLabel = "ENV", description = "only this environment; may be repeated")
                    List<String> only) {
        load(only).forEach(environment -> System.out.println(environment.name() + ": ok"));
    }

    @Command(description = "Lists the environments and their stacks in the order of deployment.")
    void list() {
        load(List.of())
                .forEach(environment -> System.out.println(
                        environment.name() + ": " + String.join(" ", EnvironmentStacks.names(environment))));
    }

    @Command(
            description =
                    "Finds out whether this machine and its sign-ins can deploy the environments; it changes nothing.")
    int doctor(
            @Option(names = "-e", paramLabel = "ENV", description = "only this environment; may be repeated")
                    List<String> only) {
        boolean healthy = true;
        for (Environment environment : new Synthesis(load(only), Optional.empty()).withNodes()) {
            System.out.println(environment.name() + ":");
            healthy &= new Doctor(
                            environment,
                            Clouds.of(environment).checks(),
                            Clouds.state(environment)
                                    .checks("./chatstack state -e " + environment.name() + " --apply"),
                            System.out)
                    .examine();
        }
        return healthy ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Prints what to type to make the Secrets that only you can make, before the first deploy.")
    void secrets(
            @Option(names = "-e", paramLabel = "ENV", required = true, description = "the environment") String name) {
        new SecretSteps(load(List.of(name)).get(0)).lines().forEach(System.out::println);
    }

    @Command(description = "Prints what to type to restore the database of an environment.")
    void restore(
            @Option(names = "-e", paramLabel = "ENV", required = true, description = "the environment") String name,
            @Option(
                            names = "--backup",
                            paramLabel = "NAME",
                            defaultValue = "latest",
                            description = "which one; without it the newest")
                    String backup,
            @Option(names = "--beside", description = "into a database beside the chat's, which goes on")
                    boolean beside) {
        System.out.print(new RestoreSteps(load(List.of(name)).get(0), backup, beside).text());
    }

    @Command(
            description =
                    "Prints the commands that make the place where Terraform keeps an environment's state, or runs"
                            + " them.")
    int state(
            @Option(names = "-e", paramLabel = "ENV", required = true, description = "the environment") String name,
            @Option(names = "--apply", description = "run them, as whoever is signed in; safe to repeat")
                    boolean apply) {
        StateStore store = new StateStore(load(List.of(name)).get(0));
        if (apply) {
            return store.make();
        }
        System.out.print(store.script());
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Prints the version.")
    void version() {
        System.out.println(new Version().getVersion()[0]);
    }

    private Path output() {
        return Path.of(Optional.ofNullable(System.getenv("CDKTF_OUTDIR"))
                .orElse(root.resolve("cdktf.out").toString()));
    }

    private List<Environment> load(List<String> only) {
        List<String> wanted = only != null && !only.isEmpty() ? only : fromVariable(System.getenv("CHATSTACK_ENV"));
        List<Environment> environments =
                new Environments(config == null ? root.resolve("config") : config).load(wanted);
        for (Environment environment : environments) {
            environment
                    .warnings()
                    .forEach(warning -> System.err.println("warning: " + environment.name() + ": " + warning));
        }
        return environments;
    }

    private static JsonNode readJson(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UserError("--nodes: " + file + " must be a file of JSON: " + e.getMessage());
        }
    }

    private static List<String> fromVariable(String names) {
        return names == null || names.isBlank()
                ? List.of()
                : Arrays.asList(names.trim().split("[\\s,]+"));
    }

    private static Synthesis synthesis(List<Environment> environments) {
        Optional<String> context = Optional.ofNullable(System.getenv("CHATSTACK_CONTEXT"));
        return new Synthesis(
                environments,
                Optional.ofNullable(System.getenv("CHATSTACK_KUBECONFIG"))
                        .map(path -> new ClusterAccess.Kubeconfig(path, context)));
    }

    /** What a person can mend is said in one line each; anything else is a defect and shows where it is. */
    static int report(Exception e, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
        if (e instanceof UserError) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        throw e;
    }

    /** The version of the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Chatstack.class.getPackage().getImplementationVersion();
            return new String[] {"chatstack " + (version == null ? "development" : version)};
        }
    }
}
