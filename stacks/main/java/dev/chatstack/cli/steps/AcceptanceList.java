package dev.chatstack.cli.steps;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.deploy.ClusterSecrets;
import dev.chatstack.stacks.ChatProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What must be seen before an environment is handed over, with boxes to tick, read from its stacks. */
public record AcceptanceList(Environment environment, Blueprint blueprint) {
    private static final String BOX = "- [ ] ";

    /** The page, in Markdown. */
    public List<String> lines() {
        String name = environment.name();
        List<String> lines = new ArrayList<>();
        lines.add("## " + name);
        lines.add("");
        lines.add("Before the deploy:");
        lines.add("");
        lines.add(BOX + "`./chatstack check -e " + name + "` says `" + name + ": ok`");
        lines.add(BOX + "`./chatstack doctor -e " + name + "`: no line begins with `problem`");
        lines.add(BOX + "`./chatstack estimate -e " + name + "` says that everything fits");
        ClusterSecrets.of(environment, blueprint)
                .forEach(secret ->
                        lines.add(BOX + "Secret `" + secret.name() + "` exists (`" + secret.setting() + "`)"));
        lines.add("");
        lines.add("After `./chatstack up -e " + name + "`:");
        lines.add("");
        lines.add(BOX + "`./chatstack verify -e " + name + "` says that all checks passed");
        switch (Clouds.of(environment)) {
            case ClusterCloud cluster -> inCluster(lines);
            case HostCloud host -> onHost(lines);
        }
        people(lines);
        lines.add("");
        return lines;
    }

    private void inCluster(List<String> lines) {
        String namespace = environment.config().chat().namespace();
        if (environment.config().mongodb().isOurs()) {
            lines.add(BOX + "the account for looking at the database: `URI=$(kubectl -n " + namespace + " get secret "
                    + ChatProduct.of(environment).name() + "-mongo-restore -o jsonpath='{.data.uri}' | base64 -d)`");
        }
        for (String type : List.of("kubernetes_deployment_v1", "kubernetes_stateful_set_v1")) {
            for (Resource workload : blueprint.all(type)) {
                lines.add(BOX + "`kubectl -n " + workload.namespace() + " get "
                        + (type.contains("deployment") ? "deployment " : "statefulset ") + workload.name() + "` shows "
                        + workload.number("/spec/replicas", 1) + "/" + workload.number("/spec/replicas", 1));
            }
        }
        for (Resource service : blueprint.all("kubernetes_service_v1")) {
            String ports = StreamSupport.stream(service.at("/spec/port").spliterator(), false)
                    .map(port -> port.path("port").asText())
                    .collect(Collectors.joining(", "));
            lines.add(BOX + "`kubectl -n " + service.namespace() + " get service " + service.name() + "` shows port "
                    + ports);
        }
        if (environment.config().monitoring().isPresent()) {
            lines.add(BOX + "`kubectl -n " + environment.config().monitoringNamespace()
                    + " get service monitoring-prometheus` shows port 9090");
        }
    }

    private void onHost(List<String> lines) {
        for (Resource container : blueprint.all("docker_container")) {
            if (container.at("/must_run").asBoolean(true)) {
                lines.add(BOX + "`docker ps --filter name=" + container.name() + "` shows it `Up`");
            }
        }
    }

    private void people(List<String> lines) {
        ChatConfig chat = environment.config().chat();
        String url = chat.exposure().url(chat.host());
        lines.add(BOX + "`curl -sk " + url + "/ | grep -o '<title>[^<]*'` shows `<title>" + chat.productName() + "`");
        lines.add(BOX + "sign in at <" + url + "> as the first administrator");
        lines.add(BOX + "create a group, write `acceptance " + environment.name() + "`, send a picture, and see both");
        lines.add(BOX + "a second person in another browser sees them at once and answers");
        lines.add(BOX + "the text is in MongoDB: `" + inDatabase("find text") + "` prints it");
        lines.add(BOX + "the picture is in the store: " + picture(chat));
        if (chat instanceof TailchatConfig) {
            lines.add(BOX + "messages pass through Valkey: `kubectl -n " + chat.namespace()
                    + " exec valkey-0 -- sh -c 'REDISCLI_AUTH=$(cat \"$VALKEY_PASSWORD_FILE\") valkey-cli pubsub channels'`"
                    + " lists channels");
        }
        lines.add(BOX + "logs: `" + log(chat) + "` ends without an error");
        lines.add(BOX + "delete the group");
    }

    private String inDatabase(String what) {
        ChatProduct product = ChatProduct.of(environment);
        String script =
                switch (environment.config().chat()) {
                    case RocketChatConfig rocketChat ->
                        what.equals("find text")
                                ? "db.rocketchat_message.findOne({msg: /^acceptance/}).msg"
                                : "db.rocketchat_uploads.find().sort({uploadedAt: -1}).limit(1).next().name";
                    case TailchatConfig tailchat -> "db.messages.findOne({content: /acceptance/}).content";
                };
        return switch (Clouds.of(environment)) {
            case ClusterCloud cluster ->
                "kubectl -n " + environment.config().chat().namespace() + " exec " + product.name()
                        + "-mongo-0 -c mongod -- mongosh \"$URI\" --quiet --eval '" + script + "'";
            case HostCloud host ->
                "docker exec " + environment.name()
                        + "-backup bash /etc/chatstack/with-secrets.sh bash -c 'HOME=/tmp mongosh \"$MONGODB_RESTORE_URI\" --quiet"
                        + " --eval \"" + script + "\"'";
        };
    }

    private String picture(ChatConfig chat) {
        return switch (chat) {
            case TailchatConfig tailchat -> "the newest object of the bucket";
            case RocketChatConfig rocketChat ->
                switch (rocketChat.settings().uploads()) {
                    case UploadsConfig.GridFs gridFs -> "GridFS, `" + inDatabase("find picture") + "` prints its name";
                    case UploadsConfig.Filesystem files -> "a file in the volume of `chat.settings.uploads`";
                    case UploadsConfig.S3 s3 -> "the newest object of the bucket for uploads";
                    case UploadsConfig.Gcs gcs -> "the newest object of the bucket for uploads";
                };
        };
    }

    private String log(ChatConfig chat) {
        return switch (Clouds.of(environment)) {
            case ClusterCloud cluster ->
                "kubectl -n " + chat.namespace() + " logs deployment/"
                        + ChatProduct.of(environment).deployments().get(0).name() + " --tail=50";
            case HostCloud host -> "docker logs --tail 50 " + environment.name() + "-rocketchat-0";
        };
    }
}
