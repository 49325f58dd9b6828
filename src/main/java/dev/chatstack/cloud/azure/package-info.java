/** An AKS cluster with its network, nodes, storage accounts and identities. Knows no other cloud. */
@NullMarked
package dev.chatstack.cloud.azure;

import org.jspecify.annotations.NullMarked;
