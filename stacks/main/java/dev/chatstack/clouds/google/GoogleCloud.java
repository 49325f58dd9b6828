package dev.chatstack.clouds.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.cloud.google.ExistingGkeCluster;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.Kept;
import dev.chatstack.clouds.PublicAccess;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.diagram.CloudPlaces;
import dev.chatstack.doctor.CloudChecks;
import java.util.List;
import java.util.Optional;

/** GKE on Google Cloud. */
public record GoogleCloud(GoogleNames names, EnvironmentConfig environment) implements ClusterCloud {
    @Override
    public CloudChecks checks() {
        return CloudChecks.ofCluster(GoogleChecks.of(names));
    }

    @Override
    public boolean isProtected() {
        return names.config().deletionProtection();
    }

    @Override
    public List<Kept> kept() {
        String project = " --project " + names.config().project();
        return List.of(new Kept(
                "the database's disks",
                "gcloud compute disks list --filter='name~pvc'" + project,
                "gcloud compute disks delete NAME --zone ZONE" + project));
    }

    @Override
    public CloudNodes nodes() {
        return new GoogleNodes();
    }

    @Override
    public Optional<CloudBill> bill(Blueprint blueprint, Capacity capacity) {
        return Optional.of(new GoogleBill(blueprint, capacity));
    }

    @Override
    public CloudPlaces places() {
        return new GooglePlaces();
    }

    @Override
    public Optional<ClusterStack> cluster() {
        return Optional.of((scope, id) -> new GoogleClusterStack(scope, id, names, environment));
    }

    @Override
    public String kubeconfigCommand() {
        return names.kubeconfigCommand();
    }

    @Override
    public Optional<PublicAccess> publicAccess() {
        String flag = "--format=value(public_access_prevention)";
        return Optional.of(new PublicAccess(
                "google_storage_bucket",
                name -> List.of("gcloud", "storage", "buckets", "describe", "gs://" + name, flag),
                "enforced"));
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            provider(stack, names.config().project(), names.config().region(), names.labels());
        }
        return ExistingGkeCluster.find(stack, names, kubeconfig);
    }

    /** Signs in as the person or the machine that runs Terraform. */
    static void provider(TerraformStack stack, String project, String region, ResourceTags labels) {
        GoogleProvider provider = GoogleProvider.Builder.create(stack, "google")
                .project(project)
                .region(region)
                .build();
        if (!labels.isEmpty()) {
            // as an argument CDKTF would write the names anew: cost_center for cost-center
            provider.addOverride("default_labels", labels.given());
        }
    }
}
