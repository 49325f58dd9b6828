package dev.chatstack.config.database;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.AnnotationKey;
import dev.chatstack.config.values.LabelValue;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.Cidr;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A MongoDB that another team runs. */
public record ExternalMongoDbConfig(
        @SecretKeys("uri")
        @About("name of a Secret in the namespace of the chat whose key `uri` is the connection string; with "
                + "chat.architecture: microservices its key `mongo-uri` too, for that is what the makers' chart "
                + "reads")
        @SecretName
        String secret,

        @SecretKeys("client.pem")
        @About(
                "name of a Secret with a client certificate and its private key, as the key `client.pem`, for a MongoDB that "
                        + "asks for one. Programs find the file as /etc/chatstack/mongodb/client.pem. Name this path in the URI as "
                        + "tlsCertificateKeyFile")
        Optional<@SecretName String> clientCertificate,

        @About("networks of its members; [0.0.0.0/0] for one on the internet, such as Atlas; not needed for "
                + "one in this cluster")
        @Default("[]")
        List<@Cidr String> networks,

        @Existing(Existing.Kind.NAMESPACE) @About("namespace of its pods, for one in this cluster; instead of networks")
        Optional<@ResourceName String> namespace,

        @About("labels of its pods in that namespace; by default all pods")
        Map<@AnnotationKey String, @LabelValue String> labels,

        @About("port of its members") @Default("27017") @Min(1) @Max(65535)
        int port) {}
