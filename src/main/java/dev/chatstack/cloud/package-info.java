/**
 * What platform and workloads ask of a cluster, in words that every cloud shares: identity, object store, storage classes, access.
 * Pure Java: the packages below hold the constructs of each cloud.
 */
@NullMarked
package dev.chatstack.cloud;

import org.jspecify.annotations.NullMarked;
