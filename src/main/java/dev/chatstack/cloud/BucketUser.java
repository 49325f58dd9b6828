package dev.chatstack.cloud;

import java.util.Set;

/**
 * A service account of the cluster that uses one of the environment's buckets, by workload identity: it has no key.
 *
 * @param name short and unique in the environment; names what the cloud knows it by
 * @param purpose of the bucket, for example {@code backups}
 * @param serviceAccount its name in {@code namespace}
 */
public record BucketUser(String name, String purpose, String namespace, String serviceAccount, Set<Right> rights) {
    public BucketUser {
        rights = Set.copyOf(rights);
    }

    /** What a user may do with the objects of a bucket. */
    public enum Right {
        /** Read and list. */
        READ,
        /** Make new ones. */
        CREATE,
        /** Delete; what is deleted stays for a month as an old version, which none of these rights reaches. */
        DELETE
    }
}
