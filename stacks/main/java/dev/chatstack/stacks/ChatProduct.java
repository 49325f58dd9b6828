package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.workload.backup.FilesVolume;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.Database;
import java.util.List;
import java.util.Optional;

/** What differs between chats when the chat's stack is put together. */
public interface ChatProduct {
    /** Its own name: that of its database and, with {@code -mongo} behind it, of its replica set. */
    String name();

    /** The image of MongoDB that it works with, by its key in versions.yaml. */
    String mongoImage();

    /** Its Deployments, in the order in which they are stopped. */
    List<MongoBackup.Client> deployments();

    /** The most pods that it has in addition to its database and its jobs, once. */
    int pods();

    /** Secret with the password of its first administrator, under the key {@code password}. */
    String adminSecret();

    /** Files of the rules that are about it alone. */
    List<String> rules();

    /** Where requests for its host name go. */
    HostIngress.Target target();

    /** Whether it sends traces. */
    boolean traces();

    /** The most that Node's heap may take in one of its servers, in bytes. */
    long heapBytes();

    /** Defines everything of it in {@code namespace}, its data in {@code mongo}, and {@code wayIn}. */
    void define(TerraformStack stack, Namespace namespace, KubernetesCluster cluster, Database mongo, WayIn wayIn);

    /** Name of the CronJob that restores files that people sent; empty where the files are in the database or kept by others. */
    default Optional<String> filesRestoreCronJob() {
        return Optional.empty();
    }

    /** The volume with the files that people sent; empty where they are elsewhere. */
    default Optional<FilesVolume> filesVolume() {
        return Optional.empty();
    }

    /** Whether the index of the product's object store is kept in the database. */
    default boolean holdsObjectIndex() {
        return false;
    }

    /** The one that {@code environment} asks for. */
    static ChatProduct of(Environment environment) {
        return switch (environment.config().chat()) {
            case RocketChatConfig chat -> new RocketChatProduct(environment.config(), chat);
            case TailchatConfig chat -> new TailchatProduct(environment, chat);
        };
    }
}
