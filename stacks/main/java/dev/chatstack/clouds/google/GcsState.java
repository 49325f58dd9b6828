package dev.chatstack.clouds.google;

import com.hashicorp.cdktf.GcsBackend;
import com.hashicorp.cdktf.GcsBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.clouds.StateScript;
import dev.chatstack.clouds.StateStore;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.doctor.Check;
import java.util.List;

/** A bucket of Cloud Storage. */
public record GcsState(StateConfig.Gcs state, EnvironmentConfig environment) implements StateStore {
    @Override
    public void keep(TerraformStack stack, String name) {
        new GcsBackend(
                stack,
                GcsBackendConfig.builder().bucket(state.bucket()).prefix(name).build());
    }

    @Override
    public List<Check> checks(String fix) {
        return List.of(Check.answers(
                "True",
                "versioned state bucket " + state.bucket(),
                fix,
                "gcloud",
                "storage",
                "buckets",
                "describe",
                "gs://" + state.bucket(),
                "--format=value(versioning_enabled)"));
    }

    @Override
    public String script() {
        if (environment.cloud() instanceof GoogleConfig google) {
            return StateScript.of(
                    "google", "bucket", state.bucket(), "project", google.project(), "region", google.region());
        }
        throw new MadeByHand(state.bucket()
                + " must be made by hand, for the cloud of this environment does not say in which project of Google");
    }
}
