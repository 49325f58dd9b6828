package dev.chatstack.clouds.google;

import static java.util.Objects.requireNonNull;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.google.GkeCluster;
import dev.chatstack.cloud.google.GkeNetwork;
import dev.chatstack.cloud.google.GoogleBucket;
import dev.chatstack.cloud.google.GoogleBucketAccount;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.cloud.google.ProjectServices;
import dev.chatstack.clouds.BucketUsers;
import dev.chatstack.config.EnvironmentConfig;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** What changes rarely: the network, the GKE cluster and the buckets. */
final class GoogleClusterStack extends TerraformStack {
    GoogleClusterStack(Construct scope, String id, GoogleNames names, EnvironmentConfig environment) {
        super(scope, id);
        GoogleCloud.provider(this, names.config().project(), names.config().region(), names.labels());
        ProjectServices services = ProjectServices.ofCluster(this);
        GkeNetwork network = new GkeNetwork(this, names, names.config().network(), services);
        GkeCluster cluster = new GkeCluster(this, names, network, services);
        Map<String, GoogleBucket> buckets = new TreeMap<>();
        for (String purpose : BucketUsers.purposes(environment)) {
            buckets.put(
                    purpose,
                    new GoogleBucket(this, names, purpose, services)
                            .lockedFor(BucketUsers.lockDays(environment, purpose)));
        }
        BucketUsers.of(environment)
                .forEach(user -> new GoogleBucketAccount(
                        this, names, user, requireNonNull(buckets.get(user.purpose())), cluster, services));
    }
}
