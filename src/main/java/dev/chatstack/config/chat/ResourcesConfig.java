package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.Cpu;

/** What one pod of a workload reserves and may use. */
public record ResourcesConfig(
        @About("CPU request of a pod, in cores or thousandths (500m)") @Default("500m") @Cpu
        String cpu,

        @About("CPU limit of a pod") @Default("\"2\"") @Cpu String cpuLimit,

        @About("memory request of a pod") @Default("512Mi") @Bytes(least = "128Mi", most = "1024Gi")
        String memory,

        @About("memory limit of a pod; Node's heap is three quarters of it")
        @Default("2Gi")
        @Bytes(least = "512Mi", most = "1024Gi")
        String memoryLimit) {}
