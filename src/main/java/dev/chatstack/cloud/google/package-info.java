/** A GKE cluster or a single machine, with network, buckets and identities. Knows no other cloud. */
@NullMarked
package dev.chatstack.cloud.google;

import org.jspecify.annotations.NullMarked;
