package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.ExactRelease;
import dev.chatstack.config.values.OwnNamespace;
import dev.chatstack.config.values.network.DnsName;
import dev.chatstack.config.values.network.Reach;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** Tailchat with everything that it needs beside its database. */
@About("Tailchat")
public record TailchatConfig(
        @About("public host name; people open https://<host>") @DnsName
        String host,

        @About("release to run") @Default("1.11.11") @ExactRelease
        String version,

        @About("pods; two or more survive the loss of a node") @Default("3") @Min(1) @Max(20)
        int replicas,

        @About("namespace of the chat, its database and its website") @Default("application") @OwnNamespace
        String namespace,

        @About("the way in from outside") ExposureConfig exposure,

        @About("more pods when those that run are busy; left out, always as many as the replicas")
        Optional<AutoscalingConfig> autoscaling,

        @About("what one pod reserves and may use") @Default("{}")
        ResourcesConfig resources,

        @About("whether everybody may make an account") @Default("true")
        boolean registration,

        @About("where files that people send are kept") @Default("{store: seaweedfs}")
        ObjectsConfig objects,

        @About(
                "networks and Services, each with a port, that the chat may connect to besides the internet and the servers that its settings name, such as 10.20.0.0/24:636 or n8n.automation.svc:5678; for names that resolve to private addresses, and for webhooks and previews inside your network")
        @Default("[]")
        List<@Reach String> reaches,

        @About("the product's own website; left out, there is none")
        Optional<WebsiteConfig> website)
        implements ChatConfig {}
