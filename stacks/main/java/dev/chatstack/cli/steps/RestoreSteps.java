package dev.chatstack.cli.steps;

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
import dev.chatstack.workload.backup.MongoBackup;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What to type to restore an environment's database, with its names filled in. It asks for nothing that is not in the file. */
public record RestoreSteps(Environment environment, String backup, boolean beside, TerraformWords terraform) {
    private static final String BACKUP = "latest|[0-9]{8}t[0-9]{6}z-[0-9]{6}";

    public RestoreSteps {
        if (!backup.matches(BACKUP)) {
            throw new UserError(
                    "--backup: must be `latest` or the name of a backup, such as 20261120t100000z-123456, got `"
                            + backup + "`");
        }
        if (!environment.config().mongodb().isOurs()) {
            throw new UserError(environment.name()
                    + ": mongodb.external is for somebody else to back up and to restore; ask whoever runs it");
        }
    }

    /** The commands, with what each is for. */
    public String text() {
        return switch (Clouds.of(environment)) {
            case HostCloud host -> onHost(host);
            case ClusterCloud cluster -> inCluster(cluster);
        };
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
                backup);
        String steps = beside ? file("restore-beside.txt") : file("restore.txt") + files(product);
        for (Map.Entry<String, String> name : names.entrySet()) {
            steps = steps.replace("{" + name.getKey() + "}", name.getValue());
        }
        return steps;
    }

    private String onHost(HostCloud host) {
        RocketChatConfig chat = (RocketChatConfig) environment.config().chat();
        String servers = IntStream.range(0, chat.replicas())
                .mapToObj(number -> environment.name() + "-" + DockerRocketChat.NAME + "-" + number)
                .collect(Collectors.joining(" "));
        return file(beside ? "restore-docker-beside.txt" : "restore-docker.txt")
                .replace("{environment}", environment.name())
                .replace("{host}", host.typed(terraform::in))
                .replace("{servers}", servers)
                .replace("{database}", DockerRocketChat.DATABASE)
                .replace("{backup}", backup);
    }

    private static String files(ChatProduct product) {
        return product.filesRestoreCronJob()
                .map(cronJob -> file("restore-files.txt").replace("{files}", cronJob))
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
