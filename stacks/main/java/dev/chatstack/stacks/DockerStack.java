package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.config.DockerConfig;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExposureConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.workload.DockerAccounts;
import dev.chatstack.workload.DockerHaProxy;
import dev.chatstack.workload.DockerMongoDb;
import dev.chatstack.workload.DockerRocketChat;
import java.util.Optional;
import software.constructs.Construct;

/** Everything of an environment on one machine with Docker. */
final class DockerStack extends TerraformStack {
    DockerStack(Construct scope, String id, Environment named, DockerConfig docker) {
        super(scope, id);
        EnvironmentConfig config = named.config();
        RocketChatConfig chat = (RocketChatConfig) config.chat();
        DockerHost host = new DockerHost(this, named.name(), docker);
        Delivery delivery = new Delivery(this, host);
        DockerAccounts accounts = new DockerAccounts(
                this, delivery, config.mongodb().members(), DockerRocketChat.DATABASE, config.secretsRevision());
        DockerMongoDb mongo = new DockerMongoDb(this, host, delivery, config.mongodb(), accounts);
        DockerRocketChat servers = new DockerRocketChat(
                this, host, delivery, chat, new DockerRocketChat.Database(mongo, accounts, Optional.empty()));
        new DockerHaProxy(
                this, host, delivery, (ExposureConfig.HaProxy) chat.exposure(), chat.host(), servers.replicas());
        outputs(host, docker, chat);
    }

    private void outputs(DockerHost host, DockerConfig docker, RocketChatConfig chat) {
        Outputs.define(this, "url", "the chat", chat.exposure().url(chat.host()));
        Outputs.define(
                this,
                "admin-password",
                "prints the password of the user admin",
                "docker -H %s exec %s cat /etc/chatstack/env/ADMIN_PASS"
                        .formatted(docker.host(), host.named(DockerRocketChat.NAME + "-0")));
    }
}
