/** Backups of the database, the test that restores one, and the alerts when either fails. */
@NullMarked
package dev.chatstack.workload.backup;

import org.jspecify.annotations.NullMarked;
