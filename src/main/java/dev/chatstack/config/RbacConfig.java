package dev.chatstack.config;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.GroupName;
import java.util.List;

/** Who may do what with kubectl in the namespace of the chat; by groups, as the sign-in of the cluster calls them. */
public record RbacConfig(
        @About("groups that may do everything in the namespace, reading Secrets included") @Default("[]")
        List<@GroupName String> admins,

        @About("groups that may look, restart, scale and start jobs such as a backup or a restore; they see no Secret")
        @Default("[]")
        List<@GroupName String> operators,

        @About("groups that may look and read logs; they see no Secret") @Default("[]")
        List<@GroupName String> viewers) {}
