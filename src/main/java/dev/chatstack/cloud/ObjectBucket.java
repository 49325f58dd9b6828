package dev.chatstack.cloud;

/** A bucket that the cluster's stack made. */
public record ObjectBucket(String name, String region) {}
