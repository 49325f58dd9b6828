package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Logs of the control plane and the gateway in Log Analytics, which bills every gigabyte it takes in. */
public record AzureLogsConfig(
        @About("days for which they are kept; the first 31 are free") @Default("30") @Min(30) @Max(730)
        int days,

        @About("the most gigabytes taken in a day; what comes after them is lost") @Default("1") @Min(1) @Max(100)
        int dailyGb) {}
