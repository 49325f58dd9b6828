package dev.chatstack.verify;

import java.time.Clock;
import java.time.Duration;

/**
 * The promise that something happened not long ago.
 *
 * @param name what holds then, in words
 * @param atMost the longest time since
 * @param next what to do when it is longer
 */
public record Recency(String name, Duration atMost, String next, Clock clock) {}
