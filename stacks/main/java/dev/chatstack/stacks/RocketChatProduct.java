package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.clouds.BucketUsers;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.workload.backup.FilesBackup;
import dev.chatstack.workload.backup.FilesVolume;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.rocketchat.RocketChat;
import dev.chatstack.workload.rocketchat.RocketChatTargets;
import java.util.List;
import java.util.Optional;

/** Rocket.Chat. */
record RocketChatProduct(EnvironmentConfig config, RocketChatConfig chat) implements ChatProduct {
    @Override
    public String name() {
        return "rocketchat";
    }

    @Override
    public String mongoImage() {
        return "mongo";
    }

    @Override
    public List<MongoBackup.Client> deployments() {
        return RocketChat.clients(chat);
    }

    @Override
    public Optional<FilesVolume> filesVolume() {
        return RocketChat.files(chat);
    }

    @Override
    public Optional<String> filesRestoreCronJob() {
        return filesVolume().map(volume -> FilesBackup.RESTORE);
    }

    @Override
    public int pods() {
        return chat.maxPods();
    }

    @Override
    public String adminSecret() {
        return RocketChat.ADMIN_SECRET;
    }

    @Override
    public List<String> rules() {
        return chat.isMicroservices() && chat.microservices().externalNats().isEmpty()
                ? List.of("rocketchat", "nats")
                : List.of("rocketchat");
    }

    @Override
    public HostIngress.Target target() {
        return RocketChat.target(chat);
    }

    @Override
    public boolean traces() {
        return true;
    }

    @Override
    public long heapBytes() {
        return RocketChat.heapBytes(chat);
    }

    @Override
    public void define(
            TerraformStack stack, Namespace namespace, KubernetesCluster cluster, Database mongo, WayIn wayIn) {
        new RocketChat(
                stack,
                namespace,
                chat,
                mongo,
                new RocketChat.Surroundings(
                        wayIn.gateway(cluster),
                        cluster.uploadsBucket(),
                        BucketUsers.uploads(chat).map(cluster::identity).orElse(CloudIdentity.NONE),
                        WatchedSubjects.by(config)));
        WatchedSubjects.by(config).ifPresent(by -> new RocketChatTargets(stack, namespace, chat, mongo, by));
        wayIn.define(stack, namespace, cluster, target());
    }
}
