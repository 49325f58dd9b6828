package dev.chatstack.config;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.GroupName;
import java.util.List;
import java.util.stream.Stream;

/** Who may do what with kubectl in the namespace of the chat; by groups, as the sign-in of the cluster calls them. All may look at the monitoring. */
public record RbacConfig(
        @About("groups with full access to the namespace, including Secrets") @Default("[]")
        List<@GroupName String> admins,

        @About("groups that can read, restart, scale and start jobs such as a backup or a restore, but not "
                + "read Secrets")
        @Default("[]")
        List<@GroupName String> operators,

        @About("groups that can read objects and logs, but not Secrets") @Default("[]")
        List<@GroupName String> viewers) {
    /** Everybody here as a viewer: what they may do where no chat runs. */
    public RbacConfig asViewers() {
        return new RbacConfig(
                List.of(),
                List.of(),
                Stream.of(admins, operators, viewers)
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }
}
