package dev.chatstack.cli.answers;

import dev.chatstack.synthesis.UserError.Fault;
import java.util.List;

/**
 * What every answer begins with.
 *
 * @param format rises when a field is renamed, is removed, or means something else; not when a field is added
 * @param command the command that answers
 * @param exitCode the exit code of the command, the same as without --json
 * @param problems what you must fix; empty when all is well
 * @param warnings what is allowed but unwise
 * @param text what the command prints without --json, line by line
 */
public record Envelope(
        int format, String command, int exitCode, List<Fault> problems, List<Fault> warnings, List<String> text) {}
