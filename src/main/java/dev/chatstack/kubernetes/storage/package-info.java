/** Volumes that several pods share, volumes that grow, and schedules of disk snapshots. */
@NullMarked
package dev.chatstack.kubernetes.storage;

import org.jspecify.annotations.NullMarked;
