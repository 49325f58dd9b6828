package dev.chatstack.cloud;

/** What a volume is for. */
public enum StorageTier {
    /** The chat's database: SSD, kept when the claim is deleted. */
    DATABASE,
    /** Logs, traces and metrics. */
    STANDARD
}
