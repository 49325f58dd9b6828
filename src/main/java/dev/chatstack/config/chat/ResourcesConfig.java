package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.Cpu;

/** What one pod of a workload reserves and may use. */
public record ResourcesConfig(
        @About("CPU that is reserved, in cores or thousandths") @Default("500m") @Cpu
        String cpu,

        @About("CPU that may be used at most") @Default("\"2\"") @Cpu
        String cpuLimit,

        @About("memory that is reserved") @Default("512Mi") @Bytes(least = "128Mi", most = "1024Gi")
        String memory,

        @About("memory that may be used at most; Node's heap is three quarters of it")
        @Default("2Gi")
        @Bytes(least = "512Mi", most = "1024Gi")
        String memoryLimit) {}
