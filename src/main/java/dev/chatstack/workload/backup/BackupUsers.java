package dev.chatstack.workload.backup;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import java.util.List;
import java.util.Set;

/** The three identities of backups: who makes them cannot delete them, who restores them cannot delete them. */
public record BackupUsers(String namespace) {
    /** Makes backups and puts the proof of a restore next to them. */
    BucketUser backup() {
        return user("backup", "mongodb-backup", Set.of(Right.READ, Right.CREATE));
    }

    /** Restores them, and notes in the store which one it needs. */
    BucketUser restore() {
        return user("restore", "mongodb-restore", Set.of(Right.READ, Right.CREATE));
    }

    /** Deletes those that are no longer wanted. */
    BucketUser retention() {
        return user("retention", "mongodb-backup-retention", Set.of(Right.READ, Right.DELETE));
    }

    /** All of them. */
    public List<BucketUser> all() {
        return List.of(backup(), restore(), retention());
    }

    private BucketUser user(String name, String serviceAccount, Set<Right> rights) {
        return new BucketUser(name, "backups", namespace, serviceAccount, rights);
    }
}
