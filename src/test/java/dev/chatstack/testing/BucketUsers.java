package dev.chatstack.testing;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.workload.backup.BackupUsers;
import java.util.List;

/** The service accounts that use the bucket of backups, of a chat in the namespace {@code chat}; each has other rights. */
public final class BucketUsers {
    private static final List<BucketUser> ALL = new BackupUsers("chat").all();

    /** Makes backups. */
    public static final BucketUser BACKUP = ALL.get(0);

    /** Restores them. */
    public static final BucketUser RESTORE = ALL.get(1);

    /** Thins them out. */
    public static final BucketUser RETENTION = ALL.get(2);

    private BucketUsers() {}
}
