package dev.chatstack.cli.answers;

import dev.chatstack.upgrade.SupportCalendar;
import java.time.LocalDate;
import java.util.List;

/**
 * The answer of {@code versions}.
 *
 * @param environment the environment's name
 * @param tableDate the day on which chatstack's table of releases was last compared with its sources
 * @param versions what runs, the first end of support first
 */
public record Versioned(String environment, LocalDate tableDate, List<SupportCalendar.Entry> versions) {}
