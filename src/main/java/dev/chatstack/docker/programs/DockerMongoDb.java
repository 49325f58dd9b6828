package dev.chatstack.docker.programs;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.values.Sizes;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.workload.mongodb.MongoDb;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** The replica set of a Docker host, which keeps itself as many members as asked for, with the scripts of {@link MongoDb}. */
public final class DockerMongoDb extends Construct {
    /** What its members are called on the network, with the ordinal behind it. */
    public static final String NAME = "mongodb";

    private static final String FILES = "/etc/chatstack";
    private static final String SCRIPTS = FILES + "/scripts/";

    /** There once the reconciler is done: a server whose account is missing exits. */
    private static final String SETTLED = "/tmp/settled";

    /** What the reconciler takes next to mongod. */
    private static final int RECONCILER_MEGABYTES = 256;

    /** A member that copies everything from another is not healthy before it has it. */
    private static final int GRACE_SECONDS = 300;

    private final List<ITerraformDependable> members = new ArrayList<>();

    /** Defines the members with {@code accounts}. */
    public DockerMongoDb(
            Construct scope, DockerHost host, Delivery delivery, MongoDbConfig config, ReplicaSetAccounts accounts) {
        super(scope, NAME);
        Folder folder = delivery.folder(NAME, MongoMember.USER)
                .file("scripts/mongodb.sh", ConfigFiles.resource("/docker/mongodb.sh"))
                // the reconciler looks at it: another number of members restarts none
                .watchedFile("members", config.members() + "\n");
        MongoMember.SCRIPT_FILES.forEach(
                file -> folder.file("scripts/" + file, ConfigFiles.resource("/mongodb/" + file)));
        accounts.into(folder);
        delivery.deliver(folder);
        for (int ordinal = 0; ordinal < config.members(); ordinal++) {
            String data = delivery.data(NAME + "-" + ordinal, MongoMember.USER);
            Service member = member(config, ordinal).reads(folder, FILES).keeps(data, "/data/db");
            members.add(new HardenedService(this, host, member, List.of(delivery.resource())).resource());
        }
    }

    /** Containers of the members, for what must wait for them. */
    public List<ITerraformDependable> members() {
        return List.copyOf(members);
    }

    private static Service member(MongoDbConfig config, int ordinal) {
        int megabytes = Sizes.mebibytes(config.memory()) + RECONCILER_MEGABYTES;
        return Service.of(
                        NAME + "-" + ordinal,
                        Versions.image("mongo"),
                        MongoMember.USER,
                        new Service.Limits(megabytes, 2))
                .entrypoint("bash", SCRIPTS + "mongodb.sh")
                .command(
                        "--replSet=rs0",
                        "--keyFile=" + FILES + "/key",
                        "--bind_ip_all",
                        // what an injected query could run inside the database; no product, script or exporter of ours
                        // does
                        "--noscripting",
                        MongoMember.OPLOG,
                        "--dbpath=/data/db",
                        "--wiredTigerCacheSizeGB=" + MongoMember.cacheGigabytes(config))
                .env("MEMBER_HOST_TEMPLATE", NAME + "-%d:" + MongoDb.PORT)
                .env("MEMBER_ORDINAL", String.valueOf(ordinal))
                .env("KEY_FILE", FILES + "/key")
                .env("MEMBERS_FILE", FILES + "/members")
                .env("ACCOUNTS_DIR", FILES + "/accounts")
                .env("SETTLED_FILE", SETTLED)
                .on(Zone.BACK)
                .scratch("/tmp", "256m")
                // the image declares a volume here, which would be left behind
                .scratch("/data/configdb", "1m")
                .stopSeconds(MongoMember.TERMINATION_SECONDS)
                .healthy(
                        GRACE_SECONDS,
                        "CMD",
                        "bash",
                        "-c",
                        "[ -e " + SETTLED + " ] && bash " + SCRIPTS + "probe.sh ready");
    }
}
