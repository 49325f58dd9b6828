package dev.chatstack.stacks;

import dev.chatstack.config.Environment;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.workload.MongoBackup;
import dev.chatstack.workload.RocketChat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What to type to restore an environment's database, with its names filled in. It asks for nothing that is not in the file. */
record RestoreSteps(Environment environment, String backup, boolean beside) {
    private static final String BACKUP = "latest|[0-9]{8}t[0-9]{6}z-[0-9]{6}";

    RestoreSteps {
        if (!backup.matches(BACKUP)) {
            throw new UserError(
                    "--backup: must be `latest` or the name of a backup, such as 20261120t100000z-123456, got `"
                            + backup + "`");
        }
        if (environment.config().mongodb().external() != null) {
            throw new UserError(environment.name()
                    + ": mongodb.external is for somebody else to back up and to restore; ask whoever runs it");
        }
    }

    /** The commands, with what each is for. */
    String text() {
        RocketChatConfig chat = (RocketChatConfig) environment.config().chat();
        List<MongoBackup.Client> clients = RocketChat.clients(chat);
        Map<String, String> names = Map.of(
                "environment",
                environment.name(),
                "namespace",
                chat.namespace(),
                "chat",
                String.join(", ", clients.stream().map(MongoBackup.Client::name).toList()),
                "back",
                back(chat.namespace(), clients),
                "mongo",
                ChatStack.MONGO,
                "database",
                ChatStack.DATABASE,
                "backup",
                backup);
        String steps = ConfigFiles.resource("/dev/chatstack/stacks/" + (beside ? "restore-beside.txt" : "restore.txt"));
        for (Map.Entry<String, String> name : names.entrySet()) {
            steps = steps.replace("{" + name.getKey() + "}", name.getValue());
        }
        return steps;
    }

    private static String back(String namespace, List<MongoBackup.Client> clients) {
        return clients.stream()
                .map(client ->
                        "kubectl -n %s rollout status deployment/%s --timeout=15m".formatted(namespace, client.name()))
                .collect(Collectors.joining("\n"));
    }
}
