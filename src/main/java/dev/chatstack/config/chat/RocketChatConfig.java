package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.EmailAddress;
import dev.chatstack.config.values.ExactRelease;
import dev.chatstack.config.values.OwnNamespace;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.DnsName;
import dev.chatstack.config.values.network.Reach;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** A Rocket.Chat server. */
@About("Rocket.Chat")
public record RocketChatConfig(
        @About("public host name; people open https://<host>") @DnsName
        String host,

        @About("release to run; 8.6 and later need MongoDB 8.0") @ExactRelease
        String version,

        @About("monolith, or microservices with Rocket.Chat's own chart") @Default("monolith")
        Architecture architecture,

        @About(
                "number of people connected at the same time; chooses replicas, ddp-streamers, memory and volume of MongoDB, "
                        + "and the number of nodes unless the file sets them. The default suits a few hundred")
        Optional<@Min(1) @Max(20000) Integer> concurrentUsers,

        @About("number of server pods; two or more survive a node failure and need a licence; with "
                + "concurrentUsers and a licence, by default as many as needed")
        @Default("1")
        @Sized(Sized.Quantity.CHAT_REPLICAS)
        @Min(1)
        @Max(20)
        int replicas,

        @SecretKeys("licence")
        @About("name of a Secret whose key `licence` holds the licence; needed for more than one replica")
        Optional<@SecretName String> licenceSecret,

        @SecretKeys("token")
        @About(
                "name of a Secret whose key `token` holds the registration token of Rocket.Chat Cloud; it registers a new "
                        + "workspace at the first start, which push notifications and the marketplace need")
        Optional<@SecretName String> registrationTokenSecret,

        @About("e-mail address of the first administrator") @EmailAddress
        String adminEmail,

        @About("namespace of the chat and its database") @Default("application") @OwnNamespace
        String namespace,

        @About("how people reach the chat: load balancer or Ingress, TLS, allowed networks")
        ExposureConfig exposure,

        @About(
                "number of proxies before the pods that add to X-Forwarded-For, so that limits and logs know people's addresses; "
                        + "by default those of exposure. Add one for each of the others")
        Optional<@Min(0) @Max(9) Integer> trustedProxies,

        @About("additional networks and Services, each with a port, that the chat can connect to, such as "
                + "10.20.0.0/24:636 or n8n.automation.svc:5678. Needed for names that resolve to private "
                + "addresses, and for webhooks and previews inside your network")
        @Default("[]")
        List<@Reach String> reaches,

        @About("how many pods of each program microservices have") @Default("{}")
        MicroservicesConfig microservices,

        @About("adds pods under load; optional, without this block the number of pods is always replicas")
        Optional<AutoscalingConfig> autoscaling,

        @About("CPU and memory of one pod") @Default("{}") ResourcesConfig resources,

        @About("settings that an administrator would otherwise change in the chat")
        @Default("{uploads: {store: gridfs}}")
        ChatSettingsConfig settings)
        implements ChatConfig {
    @Override
    public String productName() {
        return "Rocket.Chat";
    }

    @Override
    public Optional<WebsiteConfig> website() {
        return Optional.empty();
    }

    @Override
    public Optional<UploadsConfig> uploads() {
        return Optional.of(settings.uploads());
    }

    /** Whether it runs as microservices. */
    public boolean isMicroservices() {
        return architecture == Architecture.MICROSERVICES;
    }

    /** The proxies whose word on people's addresses is believed. */
    public int proxies() {
        return trustedProxies.orElseGet(exposure::proxies);
    }

    /** The most pods that there will be, NATS included. */
    public int maxPods() {
        if (!isMicroservices()) {
            return maxReplicas();
        }
        return maxReplicas()
                + (autoscaling.isEmpty()
                        ? microservices.ddpStreamers(concurrentUsers)
                        : microservices.maxDdpStreamers(concurrentUsers))
                + microservices.accounts()
                + microservices.authorizations()
                + microservices.presences()
                + (microservices.streamHub().isEmpty() ? 0 : 1)
                + microservices.natsServers();
    }
}
