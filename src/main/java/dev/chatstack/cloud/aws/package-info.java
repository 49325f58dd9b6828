/** An EKS cluster with its network, nodes, buckets and identities. Knows no other cloud. */
@NullMarked
package dev.chatstack.cloud.aws;

import org.jspecify.annotations.NullMarked;
