package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Logs of the control plane and the gateway in Log Analytics, which bills every gigabyte it takes in. */
public record AzureLogsConfig(
        @About("days to keep these logs; the first 31 are free") @Default("30") @Min(30) @Max(730)
        int days,

        @About("maximum gigabytes per day; later logs of the day are dropped") @Default("1") @Min(1) @Max(100)
        int dailyGb) {}
