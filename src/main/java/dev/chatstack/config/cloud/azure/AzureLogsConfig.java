package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Logs of the control plane and the gateway in Log Analytics, which bills every gigabyte it takes in. */
public record AzureLogsConfig(
        @About("days for which they are kept; the first 31 are free") @Default("30") @NotNull @Min(30) @Max(730)
        Integer days,

        @About("the most gigabytes taken in a day; what comes after them is lost")
        @Default("1")
        @NotNull
        @Min(1)
        @Max(100)
        Integer dailyGb) {}
