package dev.chatstack.clouds.aws;

import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.S3BackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.clouds.StateScript;
import dev.chatstack.clouds.StateStore;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;

/** A bucket of S3. */
public record S3State(StateConfig.S3 state, EnvironmentConfig environment) implements StateStore {
    @Override
    public void keep(TerraformStack stack, String name) {
        new S3Backend(
                stack,
                S3BackendConfig.builder()
                        .bucket(state.bucket())
                        .key(name + ".tfstate")
                        .region(state.region())
                        .encrypt(true)
                        .build());
        // CDKTF 0.21 does not know Terraform's lock file
        stack.addOverride("terraform.backend.s3.use_lockfile", true);
    }

    @Override
    public List<Check> checks(String fix) {
        List<Check> checks = new ArrayList<>();
        if (!(environment.cloud() instanceof AwsConfig)) {
            checks.add(Check.succeeds(
                    "signed in to AWS, where the state is",
                    "aws sso login, or set AWS_PROFILE",
                    "aws",
                    "sts",
                    "get-caller-identity"));
        }
        checks.add(Check.answers(
                "Enabled",
                "versioned state bucket " + state.bucket(),
                fix,
                "aws",
                "s3api",
                "get-bucket-versioning",
                "--bucket",
                state.bucket(),
                "--region",
                state.region(),
                "--query",
                "Status",
                "--output",
                "text"));
        return checks;
    }

    @Override
    public String script() {
        return StateScript.of("aws", "bucket", state.bucket(), "region", state.region());
    }
}
