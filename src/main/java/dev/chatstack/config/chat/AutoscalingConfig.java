package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** More pods when those that run are busy. */
public record AutoscalingConfig(
        @About("maximum number of pods; the minimum is replicas") @Min(2) @Max(20)
        int maxReplicas,

        @About("target CPU usage in percent of the CPU request") @Default("75") @Min(10) @Max(95)
        int cpuPercent) {}
