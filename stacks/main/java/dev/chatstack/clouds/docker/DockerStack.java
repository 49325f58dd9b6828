package dev.chatstack.clouds.docker;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.clouds.StackOutput;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.SecretPlaceholders;
import dev.chatstack.docker.programs.DockerMongoDb;
import dev.chatstack.docker.programs.DockerMonitoring;
import dev.chatstack.docker.programs.DockerRocketChat;
import dev.chatstack.docker.programs.HaProxy;
import dev.chatstack.docker.programs.HourlyBackup;
import dev.chatstack.docker.programs.MongoExporters;
import dev.chatstack.docker.programs.ReplicaSetAccounts;
import dev.chatstack.kubernetes.Outside;
import dev.chatstack.platform.monitoring.AlertRules;
import dev.chatstack.workload.rocketchat.RocketChat;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Everything of an environment on one machine with Docker. */
final class DockerStack extends TerraformStack {
    /** Those whose subject is here; src/main/resources/monitoring/README.md says which are for what. */
    private static final List<String> RULES = List.of(
            "settings",
            "chat",
            "certificates",
            "volumes",
            "monitoring",
            "processes",
            "rocketchat",
            "mongodb",
            "backup",
            "logs",
            "traces");

    private static final List<String> OF_OWN_DATABASE = List.of("mongodb", "backup");

    DockerStack(Construct scope, String id, DockerCloud cloud) {
        super(scope, id);
        Environment named = cloud.environment();
        DockerEngine engine = cloud.where();
        EnvironmentConfig config = named.config();
        Outside.of(config).surround(this);
        RocketChatConfig chat = (RocketChatConfig) config.chat();
        DockerHost host = new DockerHost(this, named.name(), engine.config(), cloud.reachedFrom(this));
        Delivery delivery = new Delivery(this, host);
        Optional<OwnDatabase> own = config.mongodb().isOurs()
                ? Optional.of(OwnDatabase.define(this, host, delivery, config))
                : Optional.empty();
        DockerRocketChat servers = new DockerRocketChat(
                this,
                host,
                delivery,
                chat,
                new DockerRocketChat.Database(
                        own.map(OwnDatabase::uri).orElseGet(() -> uriOfOthers(config)),
                        own.map(database -> database.mongo().members()).orElse(List.of()),
                        traces(config)));
        ExposureConfig.HaProxy exposure = (ExposureConfig.HaProxy) chat.exposure();
        new HaProxy(this, host, delivery, exposure, chat.host(), servers.replicas());
        own.ifPresent(database -> new HourlyBackup(
                this,
                host,
                delivery,
                config.backup(),
                new HourlyBackup.ChatData(named.name(), chat.version(), database.mongo(), database.accounts())));
        config.monitoring().ifPresent(monitoring -> {
            own.ifPresent(database -> new MongoExporters(this, host, delivery, database.mongo(), database.accounts()));
            new DockerMonitoring(
                    this,
                    host,
                    delivery,
                    monitoring,
                    new DockerMonitoring.WatchedChat(
                            named.name(),
                            exposure.insideUrl(chat.host()) + "/api/info",
                            new AlertRules(
                                    RULES.stream()
                                            .filter(file -> own.isPresent() || !OF_OWN_DATABASE.contains(file))
                                            .filter(file -> !file.equals("logs") || monitoring.keepsLogs())
                                            .filter(file -> !file.equals("traces") || monitoring.keepsTraces())
                                            .toList(),
                                    RocketChat.heapBytes(chat),
                                    config.backup().longestGapSeconds()),
                            config.secretsRevision()));
            outputs(host, engine);
        });
        outputs(host, engine, chat);
    }

    /** A replica set on this machine, and its accounts. */
    private record OwnDatabase(DockerMongoDb mongo, ReplicaSetAccounts accounts) {
        static OwnDatabase define(Construct scope, DockerHost host, Delivery delivery, EnvironmentConfig config) {
            ReplicaSetAccounts accounts = new ReplicaSetAccounts(
                    scope, delivery, config.mongodb().members(), DockerRocketChat.DATABASE, config.secretsRevision());
            return new OwnDatabase(new DockerMongoDb(scope, host, delivery, config.mongodb(), accounts), accounts);
        }

        String uri() {
            return accounts.uri("chat");
        }
    }

    private static String uriOfOthers(EnvironmentConfig config) {
        return SecretPlaceholders.given(
                config.mongodb().external().orElseThrow().secret(), "uri");
    }

    private static Optional<String> traces(EnvironmentConfig config) {
        return config.monitoring().filter(MonitoringConfig::takesTraces).map(monitoring -> DockerMonitoring.TRACES);
    }

    private void outputs(DockerHost host, DockerEngine engine) {
        StackOutput.define(
                this, "grafana", "Grafana, on the machine itself", "http://127.0.0.1:" + DockerMonitoring.GRAFANA_PORT);
        StackOutput.define(
                this,
                "grafana-password",
                "prints the password of Grafana's user admin",
                read(engine, host.named(DockerMonitoring.GRAFANA), DockerMonitoring.GRAFANA_PASSWORD));
    }

    private void outputs(DockerHost host, DockerEngine engine, RocketChatConfig chat) {
        StackOutput.define(this, "url", "the chat", chat.exposure().url(chat.host()));
        StackOutput.define(
                this,
                "admin-password",
                "prints the password of the user admin",
                read(engine, host.named(DockerRocketChat.NAME + "-0"), "/etc/chatstack/env/ADMIN_PASS"));
    }

    private static String read(DockerEngine engine, String container, String file) {
        return "docker -H %s exec %s cat %s".formatted(engine.typed(), container, file);
    }
}
