/** Object stores for the files that people send: SeaweedFS and MinIO in the cluster, or one elsewhere. */
@NullMarked
package dev.chatstack.workload.objects;

import org.jspecify.annotations.NullMarked;
