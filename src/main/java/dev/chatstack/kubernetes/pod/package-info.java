/**
 * Pods and the workloads that run them, hardened to the restricted Pod Security Standard. The only place that spells out pod fields.
 */
@NullMarked
package dev.chatstack.kubernetes.pod;

import org.jspecify.annotations.NullMarked;
