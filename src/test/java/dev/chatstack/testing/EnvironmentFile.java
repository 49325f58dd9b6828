package dev.chatstack.testing;

import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.loader.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest file of an environment on a cloud, and what becomes of it. */
public record EnvironmentFile(String text) {
    /** Production on AWS over two zones, by the application load balancer. */
    public static final EnvironmentFile AWS = new EnvironmentFile("""
            state:
              backend: local
            cloud:
              provider: aws
              accountId: "123456789012"
              region: eu-central-1
              zones: [eu-central-1a, eu-central-1b]
              apiServerAccess: [203.0.113.0/24]
              administrators: ["arn:aws:iam::123456789012:role/admins"]
              nodes:
                workersCount: 3
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.9.0
              adminEmail: admin@example.org
              exposure:
                by: alb
                hostedZoneId: Z0123456789
            """);

    /** Production on Google Cloud in one zone. */
    public static final EnvironmentFile GOOGLE = new EnvironmentFile("""
            mesh: {}
            state:
              backend: local
            cloud:
              provider: google
              project: example-chat
              region: europe-west1
              zones: [europe-west1-b]
              apiServerAccess: [203.0.113.0/24]
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.9.0
              adminEmail: admin@example.org
              exposure:
                by: istioGateway
                tlsSecret: chat-tls
            """);

    /** Production on Azure, on shared nodes, by the Application Gateway. */
    public static final EnvironmentFile AZURE = new EnvironmentFile("""
            state:
              backend: local
            cloud:
              provider: azure
              subscriptionId: 11111111-1111-1111-1111-111111111111
              tenantId: 22222222-2222-2222-2222-222222222222
              region: westeurope
              apiServerAccess: [203.0.113.0/24]
              administrators: [33333333-3333-3333-3333-333333333333]
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.9.0
              adminEmail: admin@example.org
              exposure:
                by: applicationGateway
                tlsSecret: chat-tls
            """);

    /** Production as microservices with a licence, on a cluster that is there. */
    public static final EnvironmentFile MICROSERVICES = new EnvironmentFile("""
            state: {backend: local}
            cloud:
              provider: existing
              platform: kubernetes
              context: chat
              databaseStorageClass: fast
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.9.0
              licenceSecret: licence
              adminEmail: admin@example.org
              architecture: microservices
              concurrentUsers: 2000
              exposure: {by: ingress, className: nginx, controllerNamespace: ingress-nginx}
            backup: {store: {in: volume}}
            """);

    /** The file {@code config/NAME.yaml}, which people begin with. */
    public static EnvironmentFile shipped(String name) {
        try {
            return new EnvironmentFile(Files.readString(Path.of("..", "config", name + ".yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With further settings of the cloud, indented by two spaces. */
    public EnvironmentFile cloud(String settings) {
        return replace("chat:\n", settings.indent(2) + "chat:\n");
    }

    /** With further settings of the chat, indented by two spaces. */
    public EnvironmentFile chat(String settings) {
        return replace("  exposure:", settings.indent(2) + "  exposure:");
    }

    /** With further settings of the nodes, of which the file has some. */
    public EnvironmentFile nodes(String settings) {
        return replace("    workersCount: 3\n", "    workersCount: 3\n" + settings.indent(4));
    }

    /** With {@code old} replaced. */
    public EnvironmentFile replace(String old, String with) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("the file has no " + old);
        }
        return new EnvironmentFile(text.replace(old, with));
    }

    /** Loaded as the environment {@code prod}. */
    public Environment load() {
        try {
            Path folder = Files.createTempDirectory("environment-file");
            Path file = Files.writeString(folder.resolve("prod.yaml"), text);
            try {
                return ConfigLoader.load(file);
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the environment {@code prod} on AWS. */
    public AwsNames aws() {
        return new AwsNames("prod", (AwsConfig) load().config().cloud());
    }

    /** The names of the environment {@code prod} on Azure. */
    public AzureNames azure() {
        return new AzureNames("prod", (AzureConfig) load().config().cloud());
    }

    /** The names of the environment {@code prod} on Google Cloud. */
    public GoogleNames google() {
        return new GoogleNames("prod", (GoogleConfig) load().config().cloud());
    }
}
