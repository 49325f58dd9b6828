package dev.chatstack.docker.programs;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * An exporter for each member of a Docker host's replica set, which asks its own member alone.
 *
 * <p>It takes its password from its environment only, and its image holds nothing but the program: a shell of one file, brought
 * next to it, puts the password there.
 */
public final class MongoExporters extends Construct {
    private static final String NAME = "mongodb-exporter";
    private static final String FILES = "/etc/chatstack";

    /** User of its image. */
    private static final int USER = 65535;

    /** Defines the exporters for the members of {@code mongo}. */
    public MongoExporters(
            Construct scope, DockerHost host, Delivery delivery, DockerMongoDb mongo, ReplicaSetAccounts accounts) {
        super(scope, NAME);
        Folder folder = delivery.deliver(delivery.folder(NAME, USER)
                .file("with-secrets.sh", ConfigFiles.resource("/docker/with-secrets.sh"))
                .secret("env/MONGODB_PASSWORD", accounts.password("exporter")));
        List<ITerraformDependable> before = new ArrayList<>(mongo.members());
        before.add(ToolVolume.bring(this, host, delivery, "busybox", "/bin/busybox"));
        for (int ordinal = 0; ordinal < mongo.members().size(); ordinal++) {
            Service exporter = Service.of(
                            NAME + "-" + ordinal,
                            Versions.image("mongodb-exporter"),
                            USER,
                            new Service.Limits(128, 0.5))
                    .entrypoint(ToolVolume.FOLDER + "/busybox", "sh", FILES + "/with-secrets.sh", "/mongodb_exporter")
                    .command(MongoMember.exporterArguments(
                            DockerMongoDb.NAME + "-" + ordinal, DockerRocketChat.DATABASE))
                    .env("MONGODB_USER", "exporter")
                    .reads(folder, FILES)
                    .looksAt(ToolVolume.volume(delivery), ToolVolume.FOLDER)
                    .on(Zone.BACK)
                    .on(Zone.SCRAPED, NAME);
            new HardenedService(this, host, exporter, before);
        }
    }
}
