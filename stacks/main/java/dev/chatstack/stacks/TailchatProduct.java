package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.chat.WebsiteConfig;
import dev.chatstack.kubernetes.CertificateProof;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.backup.ObjectsBackup;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.mongodb.ExternalMongoDb;
import dev.chatstack.workload.mongodb.MongoDb;
import dev.chatstack.workload.objects.ExternalObjects;
import dev.chatstack.workload.objects.Minio;
import dev.chatstack.workload.objects.ObjectStorage;
import dev.chatstack.workload.objects.SeaweedFs;
import dev.chatstack.workload.tailchat.Tailchat;
import dev.chatstack.workload.tailchat.TailchatTargets;
import dev.chatstack.workload.valkey.Valkey;
import dev.chatstack.workload.wayin.GatewayRoute;
import dev.chatstack.workload.wayin.NamedIngress;
import dev.chatstack.workload.wayin.TraefikRedirect;
import dev.chatstack.workload.website.Website;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** Tailchat, and the website next to it. */
record TailchatProduct(Environment environment, TailchatConfig chat) implements ChatProduct {
    /** Servers of Valkey and of the objects, their proxies and gateways, and the website. */
    private static final int OTHER_PODS = 3 + 2 + 3 + 2 + 2;

    @Override
    public String name() {
        return "tailchat";
    }

    /** Its driver, of 2021, was made for MongoDB 5; 7 is the newest that still speaks with it. */
    @Override
    public String mongoImage() {
        return "mongo-7";
    }

    @Override
    public boolean holdsObjectIndex() {
        return switch (chat.objects()) {
            case ObjectsConfig.SeaweedFs servers -> true;
            case ObjectsConfig.Minio servers -> false;
            case ObjectsConfig.External others -> false;
        };
    }

    @Override
    public Optional<String> filesRestoreCronJob() {
        return Optional.of(ObjectsBackup.RESTORE);
    }

    @Override
    public List<MongoBackup.Client> deployments() {
        return Tailchat.clients(chat);
    }

    @Override
    public int pods() {
        return Tailchat.maxPods(chat) + OTHER_PODS;
    }

    @Override
    public String adminSecret() {
        return Tailchat.ADMIN_SECRET;
    }

    @Override
    public List<String> rules() {
        return switch (chat.objects()) {
            case ObjectsConfig.SeaweedFs servers -> List.of("valkey", "seaweedfs");
            case ObjectsConfig.Minio servers -> List.of("valkey", "minio");
            case ObjectsConfig.External others -> List.of("valkey");
        };
    }

    @Override
    public HostIngress.Target target() {
        return Tailchat.target();
    }

    @Override
    public boolean traces() {
        return false;
    }

    @Override
    public long heapBytes() {
        return Tailchat.heapBytes(chat);
    }

    @Override
    public void define(
            TerraformStack stack, Namespace namespace, KubernetesCluster cluster, Database mongo, WayIn wayIn) {
        EnvironmentConfig config = environment.config();
        Peer gateway = wayIn.gateway(cluster);
        Valkey valkey = new Valkey(stack, namespace, cluster, WatchedSubjects.by(config));
        ObjectStorage objects = objects(stack, namespace, cluster, mongo);
        new Tailchat(
                stack,
                namespace,
                chat,
                new Tailchat.Dependencies(
                        gateway, mongo, valkey, objects, config.secretsRevision(), WatchedSubjects.by(config)));
        if (mongo instanceof MongoDb) {
            new ObjectsBackup(stack, namespace, cluster, config.backup(), objects);
        }
        WatchedSubjects.by(config).ifPresent(by -> {
            objects.allowFrom(by);
            new TailchatTargets(stack, namespace, chat, mongo, by);
        });
        chat.website().ifPresent(website -> new Website(stack, namespace, website, environment.folder(), gateway));
        if (chat.exposure() instanceof ExposureConfig.Ingress ingress) {
            ingresses(stack, namespace, gateway, ingress);
        } else {
            wayIn.define(stack, namespace, cluster, target(), chat.website().map(TailchatProduct::site));
        }
    }

    private static GatewayRoute.Site site(WebsiteConfig website) {
        return new GatewayRoute.Site(
                website.host(),
                Website.target(),
                Website.HEALTH,
                Optional.of(website.tlsSecret()),
                List.of(Website.PORT));
    }

    private ObjectStorage objects(
            TerraformStack stack, Namespace namespace, KubernetesCluster cluster, Database mongo) {
        return switch (chat.objects()) {
            case ObjectsConfig.SeaweedFs servers -> new SeaweedFs(stack, namespace, cluster, servers, ours(mongo));
            case ObjectsConfig.Minio servers -> new Minio(stack, namespace, cluster, servers);
            case ObjectsConfig.External others -> new ExternalObjects(others);
        };
    }

    /** The rules have refused SeaweedFS with a database that others run. */
    private static MongoDb ours(Database mongo) {
        return switch (mongo) {
            case MongoDb ours -> ours;
            case ExternalMongoDb others ->
                throw new IllegalStateException(
                        "chat.objects: seaweedfs keeps the names of objects in the database of the cluster");
        };
    }

    private void ingresses(TerraformStack stack, Namespace namespace, Peer gateway, ExposureConfig.Ingress ingress) {
        Map<String, String> annotations =
                !ingress.plainHttp() && ingress.className().equals("traefik")
                        ? new TraefikRedirect(stack, namespace).annotations()
                        : Map.of();
        new HostIngress(
                stack, namespace, chat.host(), target(), NamedIngress.of(ingress, ingress.tlsSecret(), annotations));
        if (ingress.issuer().isPresent()) {
            new CertificateProof(stack, namespace, gateway);
        }
        chat.website()
                .ifPresent(website -> new HostIngress(
                        new Construct(stack, "website-host"),
                        namespace,
                        website.host(),
                        Website.target(),
                        NamedIngress.of(ingress, website.tlsSecret(), annotations)));
    }
}
