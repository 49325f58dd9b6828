package dev.chatstack.testing;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import java.util.Set;

/** Service accounts of the namespace {@code chat} that use the bucket of backups, each with other rights. */
public final class BucketUsers {
    /** Makes backups. */
    public static final BucketUser BACKUP = user("backup", "mongodb-backup", Right.READ, Right.CREATE);

    /** Restores them. */
    public static final BucketUser RESTORE = user("restore", "mongodb-restore", Right.READ);

    /** Thins them out. */
    public static final BucketUser RETENTION = user("retention", "mongodb-backup-retention", Right.READ, Right.DELETE);

    private BucketUsers() {}

    private static BucketUser user(String name, String serviceAccount, Right... rights) {
        return new BucketUser(name, "backups", "chat", serviceAccount, Set.of(rights));
    }
}
