/** Services and network policies: every namespace denies traffic, and each opening is named. */
@NullMarked
package dev.chatstack.kubernetes.network;

import org.jspecify.annotations.NullMarked;
