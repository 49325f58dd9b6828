package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** More pods when those that run are busy. */
public record AutoscalingConfig(
        @About("the most pods; the fewest are the replicas") @NotNull @Min(2) @Max(20)
        Integer maxReplicas,

        @About("CPU use, in percent of what is reserved, that is aimed at") @Default("75") @NotNull @Min(10) @Max(95)
        Integer cpuPercent) {}
