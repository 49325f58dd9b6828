package dev.chatstack.cli.steps;

import dev.chatstack.cli.restore.ClusterPlace;
import dev.chatstack.cli.restore.HostPlace;
import dev.chatstack.cli.restore.Place;
import dev.chatstack.cli.restore.Wanted;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.docker.programs.DockerRocketChat;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.workload.backup.FilesBackup;
import dev.chatstack.workload.backup.MongoBackup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What to type to restore an environment's database, with its names filled in. It asks for nothing that is not in the file. */
public record RestoreSteps(Environment environment, Wanted wanted, TerraformWords terraform) {
    /** The time between two looks at what happens in a place. */
    public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final String BACKUP = "latest|switch|at-[0-9]{8}t[0-9]{6}z|[0-9]{8}t[0-9]{6}z-[0-9]{6}";

    public RestoreSteps {
        if (!wanted.which().matches(BACKUP)) {
            throw new UserError(
                    "--backup: must be `latest` or the name of a backup, such as 20261120t100000z-123456, got `"
                            + wanted.which() + "`");
        }
        if (!environment.config().mongodb().isOurs()) {
            throw new UserError(environment.name()
                    + ": mongodb.external is backed up and restored by another team; ask the team that runs it");
        }
    }

    /** The commands, with what each is for. */
    public String text() {
        return switch (Clouds.of(environment)) {
            case HostCloud host -> onHost(host);
            case ClusterCloud cluster -> inCluster(cluster);
        };
    }

    /**
     * Where it is to be done.
     *
     * @param engine the Docker engine of a host
     * @param pause the time between two looks at what happens there
     */
    public Place place(Function<HostCloud, String> engine, Duration pause) {
        return switch (Clouds.of(environment)) {
            case HostCloud host ->
                new HostPlace(
                        List.of("docker"),
                        environment.name(),
                        engine.apply(host),
                        servers(),
                        DockerRocketChat.DATABASE + "_restored",
                        pause);
            case ClusterCloud cluster ->
                cluster(environment, cluster, pause)
                        .withFiles(ChatProduct.of(environment).filesVolume().map(volume -> FilesBackup.RESTORE));
        };
    }

    /** The chat's namespace in {@code cloud}, looked at again after each {@code pause}; it brings back no files. */
    public static ClusterPlace cluster(Environment environment, ClusterCloud cloud, Duration pause) {
        return new ClusterPlace(
                List.of("kubectl"),
                environment.name(),
                environment.config().chat().namespace(),
                cloud.kubeconfigCommand(),
                ChatProduct.of(environment).deployments(),
                pause);
    }

    /** What brings back the files that people sent, where that is left to a person; empty where nothing is to be done. */
    public String files() {
        ChatProduct product = ChatProduct.of(environment);
        return Clouds.of(environment) instanceof HostCloud
                        || product.filesVolume().isPresent()
                ? ""
                : files(product).strip();
    }

    private String inCluster(ClusterCloud cloud) {
        ChatProduct product = ChatProduct.of(environment);
        Map<String, String> names = Map.of(
                "environment",
                environment.name(),
                "access",
                cloud.kubeconfigCommand(),
                "namespace",
                environment.config().chat().namespace(),
                "chat",
                String.join(
                        ", ",
                        product.deployments().stream()
                                .map(MongoBackup.Client::name)
                                .toList()),
                "back",
                back(product.deployments()),
                "mongo",
                product.name() + "-mongo",
                "database",
                product.name(),
                "backup",
                wanted.which(),
                "job",
                wanted.job(),
                "from",
                set(
                        " --dry-run=client -o json | kubectl set env --local -f - -o json ",
                        " ",
                        " | kubectl create -f -"));
        String steps = beside() ? file("restore-beside.txt") : file("restore.txt") + files(product);
        for (Map.Entry<String, String> name : names.entrySet()) {
            steps = steps.replace("{" + name.getKey() + "}", name.getValue());
        }
        return steps;
    }

    private String onHost(HostCloud host) {
        return file(beside() ? "restore-docker-beside.txt" : "restore-docker.txt")
                .replace("{environment}", environment.name())
                .replace("{host}", host.typed(terraform::in))
                .replace("{servers}", String.join(" ", servers()))
                .replace("{database}", DockerRocketChat.DATABASE)
                .replace("{backup}", wanted.which())
                .replace("{from}", set("-e ", " -e ", " "));
    }

    /** The variables that name another environment's store, as words of a shell; nothing for its own. */
    private String set(String before, String between, String after) {
        return wanted.variables().isEmpty()
                ? ""
                : new TreeMap<>(wanted.variables())
                        .entrySet().stream()
                                .map(variable -> "'" + variable.getKey() + "=" + variable.getValue() + "'")
                                .collect(Collectors.joining(between, before, after));
    }

    private boolean beside() {
        return wanted.kind() == Wanted.Kind.BESIDE;
    }

    private List<String> servers() {
        RocketChatConfig chat = (RocketChatConfig) environment.config().chat();
        return IntStream.range(0, chat.replicas())
                .mapToObj(number -> environment.name() + "-" + DockerRocketChat.NAME + "-" + number)
                .toList();
    }

    private String files(ChatProduct product) {
        return product.filesRestoreCronJob()
                .map(cronJob -> file("restore-files.txt")
                        .replace("{files}", cronJob)
                        .replace("{copy}", wanted.kind() == Wanted.Kind.SWITCH ? "latest" : wanted.which())
                        .replace("{namespace}", environment.config().chat().namespace()))
                .orElse("");
    }

    private static String file(String name) {
        return ConfigFiles.resource("/dev/chatstack/cli/steps/" + name);
    }

    private String back(List<MongoBackup.Client> deployments) {
        String namespace = environment.config().chat().namespace();
        return deployments.stream()
                .map(each ->
                        "kubectl -n %s rollout status deployment/%s --timeout=15m".formatted(namespace, each.name()))
                .collect(Collectors.joining("\n"));
    }
}
