/** Buckets and snapshots of an environment on AWS. */
@NullMarked
package dev.chatstack.cloud.aws.storage;

import org.jspecify.annotations.NullMarked;
