package dev.chatstack.workload;

import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.Versions;
import software.constructs.Construct;

/**
 * An exporter for each member of a Docker host's replica set, which asks its own member alone.
 *
 * <p>Its password is in the container's environment and in Terraform's state: the image holds nothing but the program, and that
 * reads no file.
 */
public final class DockerExporters extends Construct {
    private static final String NAME = "mongodb-exporter";

    /** User of its image. */
    private static final int USER = 65535;

    /** Defines them for {@code members} members of {@code mongo}. */
    public DockerExporters(
            Construct scope, DockerHost host, int members, DockerMongoDb mongo, DockerAccounts accounts) {
        super(scope, NAME);
        for (int ordinal = 0; ordinal < members; ordinal++) {
            Service exporter = Service.of(
                            NAME + "-" + ordinal,
                            Versions.image("mongodb-exporter"),
                            USER,
                            new Service.Limits(128, 0.5))
                    .command(MongoMember.exporterArguments(
                            DockerMongoDb.NAME + "-" + ordinal, DockerRocketChat.DATABASE))
                    .env("MONGODB_USER", "exporter")
                    .env("MONGODB_PASSWORD", accounts.password("exporter"))
                    .on(Zone.BACK)
                    .on(Zone.MONITORING, NAME)
                    .build();
            new HardenedService(this, host, exporter, mongo.members());
        }
    }
}
