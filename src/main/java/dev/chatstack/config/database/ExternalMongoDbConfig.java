package dev.chatstack.config.database;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.Cidr;
import dev.chatstack.config.values.ResourceName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** A MongoDB that somebody else runs. */
public record ExternalMongoDbConfig(
        @SecretKeys("uri")
        @About(
                "name of a Secret in the namespace of the chat whose key `uri` is the connection string; with chat.architecture: microservices its key `mongo-uri` too, for that is what the makers' chart reads")
        @ResourceName
        String secret,

        @About("where its members are; [0.0.0.0/0] for one on the internet, such as Atlas") @NotEmpty
        List<@Cidr String> networks,

        @About("port of its members") @Default("27017") @Min(1) @Max(65535)
        int port) {
    public ExternalMongoDbConfig {
        networks = List.copyOf(networks);
    }
}
