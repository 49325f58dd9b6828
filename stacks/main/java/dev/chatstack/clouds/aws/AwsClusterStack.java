package dev.chatstack.clouds.aws;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.ChatCertificate;
import dev.chatstack.cloud.aws.CloudWatchDashboard;
import dev.chatstack.cloud.aws.ClusterControllers;
import dev.chatstack.cloud.aws.EksCluster;
import dev.chatstack.cloud.aws.EncryptionKey;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import dev.chatstack.cloud.aws.network.FlowLogs;
import dev.chatstack.cloud.aws.storage.AwsBucket;
import dev.chatstack.cloud.aws.storage.AwsBucketRole;
import dev.chatstack.cloud.aws.storage.BucketReplication;
import dev.chatstack.cloud.aws.storage.SnapshotPolicy;
import dev.chatstack.clouds.BucketUsers;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import java.util.Optional;
import java.util.Set;
import software.constructs.Construct;

/** What changes rarely: the network, the EKS cluster, the buckets and the certificate. */
final class AwsClusterStack extends TerraformStack {
    AwsClusterStack(Construct scope, String id, AwsNames names, EnvironmentConfig environment) {
        super(scope, id);
        AwsCloud.provider(this, names);
        EncryptionKey key = new EncryptionKey(this, names);
        AwsNetwork network = AwsNetwork.of(this, names);
        if (names.config().network().existing().isEmpty()) {
            new FlowLogs(this, names, network, key);
        }
        EksCluster cluster = new EksCluster(this, names, network, key);
        new ClusterControllers(this, names, cluster, AwsCloud.webAcl(environment));
        Optional<String> replicaRegion = names.config().buckets().replicaRegion();
        Set<String> purposes = BucketUsers.purposes(environment);
        for (String purpose : purposes) {
            AwsBucket bucket =
                    new AwsBucket(this, names, purpose).lockedFor(BucketUsers.lockDays(environment, purpose));
            replicaRegion.ifPresent(region -> new BucketReplication(bucket, names, purpose, region));
        }
        BucketUsers.of(environment).forEach(user -> new AwsBucketRole(this, names, cluster, user));
        if (environment.backup().snapshots().isEmpty()) {
            new SnapshotPolicy(this, names);
        }
        new CloudWatchDashboard(this, names, network, cluster, purposes);
        AwsCloud.alb(environment)
                .flatMap(ExposureConfig.Alb::hostedZoneId)
                .ifPresent(zone -> new ChatCertificate(this, environment.chat().host(), zone));
    }
}
