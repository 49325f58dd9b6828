/** Tailchat with its settings and alerts. */
@NullMarked
package dev.chatstack.workload.tailchat;

import org.jspecify.annotations.NullMarked;
