/** The block {@code backup}: how often the database is backed up, where the backups are kept, and for how long. */
@NullMarked
package dev.chatstack.config.backup;

import org.jspecify.annotations.NullMarked;
