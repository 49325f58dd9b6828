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

/** Tailchat with everything that it needs in addition to its database. */
@About("Tailchat")
public record TailchatConfig(
        @About("public host name; people open https://<host>") @DnsName
        String host,

        @About("release to run") @Default("1.11.11") @ExactRelease
        String version,

        @About("number of pods; two or more survive a node failure") @Default("3") @Min(1) @Max(20)
        int replicas,

        @About("namespace of the chat, its database and its website") @Default("application") @OwnNamespace
        String namespace,

        @About("how people reach the chat: load balancer or Ingress, TLS, allowed networks")
        ExposureConfig exposure,

        @About("adds pods under load; optional, without this block the number of pods is always replicas")
        Optional<AutoscalingConfig> autoscaling,

        @About("CPU and memory of one pod") @Default("{}") ResourcesConfig resources,

        @About("true if everyone can create an account") @Default("true")
        boolean registration,

        @About("largest file, in MiB") @Default("25") @Min(1) @Max(1024)
        int maxFileMegabytes,

        @About("mail server, for forgotten passwords; optional, without this block the chat sends no mail")
        Optional<TailchatMailConfig> mail,

        @About("where to keep files that people send") @Default("{store: seaweedfs}")
        ObjectsConfig objects,

        @About("additional networks and Services, each with a port, that the chat can connect to, such as "
                + "10.20.0.0/24:636 or n8n.automation.svc:5678. Needed for names that resolve to private "
                + "addresses, and for webhooks and previews inside your network")
        @Default("[]")
        List<@Reach String> reaches,

        @About("website next to the chat; optional") Optional<WebsiteConfig> website)
        implements ChatConfig {
    @Override
    public String productName() {
        return "Tailchat";
    }

    @Override
    public Optional<UploadsConfig> uploads() {
        return Optional.empty();
    }
}
