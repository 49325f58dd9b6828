package dev.chatstack.workload.backup;

import java.util.Optional;

/**
 * The volume with the files that people sent.
 *
 * @param claim name of its claim
 * @param user of the chat's pods, who owns the files
 * @param beside the workload on whose node it must be mounted, where it may be that only one node at a time can
 */
public record FilesVolume(String claim, int user, Optional<String> beside) {}
