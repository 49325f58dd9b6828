package dev.chatstack.testing;

import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.config.AzureConfig;
import dev.chatstack.config.ConfigLoader;
import dev.chatstack.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest file of an environment on Azure, and what becomes of it. */
public record AzureFile(String text) {
    /** Production, on shared nodes, by the Application Gateway. */
    public static final AzureFile SMALLEST = new AzureFile("""
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
              version: 8.6.1
              adminEmail: admin@example.org
              exposure:
                by: applicationGateway
                tlsSecret: chat-tls
            """);

    /** With further settings of the cloud, indented by two spaces. */
    public AzureFile cloud(String settings) {
        return replace("chat:\n", settings.indent(2) + "chat:\n");
    }

    /** With {@code old} replaced. */
    public AzureFile replace(String old, String with) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("the file has no " + old);
        }
        return new AzureFile(text.replace(old, with));
    }

    /** Loaded as the environment {@code prod}. */
    public Environment load() {
        try {
            Path folder = Files.createTempDirectory("azure-file");
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

    /** The names of the environment {@code prod}. */
    public AzureNames names() {
        return new AzureNames("prod", (AzureConfig) load().config().cloud());
    }
}
