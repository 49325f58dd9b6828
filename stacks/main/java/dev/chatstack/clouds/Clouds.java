package dev.chatstack.clouds;

import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.cloud.google.MachineNames;
import dev.chatstack.clouds.aws.AwsCloud;
import dev.chatstack.clouds.aws.S3State;
import dev.chatstack.clouds.azure.AzureCloud;
import dev.chatstack.clouds.azure.BlobState;
import dev.chatstack.clouds.docker.DockerCloud;
import dev.chatstack.clouds.existing.ExistingCloud;
import dev.chatstack.clouds.google.GcsState;
import dev.chatstack.clouds.google.GoogleCloud;
import dev.chatstack.clouds.google.GoogleMachine;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.cloud.GoogleMachineConfig;
import dev.chatstack.config.cloud.MachineConfig;
import dev.chatstack.config.cloud.StateConfig;

/** The clouds that there are. A new one is a line here; nothing else in the program names one. */
public final class Clouds {
    private Clouds() {}

    /** The one in which {@code environment} runs. */
    public static Cloud of(Environment environment) {
        String name = environment.name();
        EnvironmentConfig config = environment.config();
        return switch (config.cloud()) {
            case AwsConfig aws -> new AwsCloud(new AwsNames(name, aws), config);
            case AzureConfig azure -> new AzureCloud(new AzureNames(name, azure), config);
            case DockerConfig docker ->
                new DockerCloud(
                        new DockerEngine(name, docker),
                        environment,
                        docker.machine().map(made -> machine(name, made)));
            case ExistingClusterConfig existing -> new ExistingCloud(existing, environment);
            case GoogleConfig google -> new GoogleCloud(new GoogleNames(name, google), config);
        };
    }

    /** Where Terraform keeps what it knows of {@code environment}. */
    public static StateStore state(Environment environment) {
        return switch (environment.config().state()) {
            case StateConfig.AzureBlob blob -> new BlobState(blob, environment.config());
            case StateConfig.Gcs gcs -> new GcsState(gcs, environment.config());
            case StateConfig.Local local -> new LocalState(environment.name());
            case StateConfig.S3 s3 -> new S3State(s3, environment.config());
        };
    }

    private static HostMachine machine(String environment, MachineConfig machine) {
        return switch (machine) {
            case GoogleMachineConfig google -> new GoogleMachine(new MachineNames(environment, google));
        };
    }
}
