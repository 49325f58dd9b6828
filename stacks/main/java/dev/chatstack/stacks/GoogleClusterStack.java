package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.google.GkeCluster;
import dev.chatstack.cloud.google.GkeNetwork;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.cloud.google.PrivateBucket;
import dev.chatstack.cloud.google.ProjectServices;
import software.constructs.Construct;

/** What changes rarely: the network, the GKE cluster and the buckets. */
final class GoogleClusterStack extends TerraformStack {
    GoogleClusterStack(Construct scope, String id, GoogleNames names) {
        super(scope, id);
        GoogleStacks.provider(this, names);
        ProjectServices services = new ProjectServices(this);
        GkeNetwork network = new GkeNetwork(this, names, names.config().network(), services);
        new GkeCluster(this, names, network, services);
        new PrivateBucket(this, names, "uploads", services);
        new PrivateBucket(this, names, "backups", services);
    }
}
