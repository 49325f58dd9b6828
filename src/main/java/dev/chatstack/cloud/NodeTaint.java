package dev.chatstack.cloud;

/** What keeps pods off a node unless they say that they can live there. */
public record NodeTaint(String key, String value) {}
