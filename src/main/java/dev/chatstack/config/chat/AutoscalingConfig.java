package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** More pods when those that run are busy. */
public record AutoscalingConfig(
        @About("the most pods; the fewest are the replicas") @Min(2) @Max(20)
        int maxReplicas,

        @About("CPU use, in percent of what is reserved, that is aimed at") @Default("75") @Min(10) @Max(95)
        int cpuPercent) {}
