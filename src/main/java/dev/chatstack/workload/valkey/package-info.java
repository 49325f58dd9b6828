/** Valkey, the cache that Tailchat needs. */
@NullMarked
package dev.chatstack.workload.valkey;

import org.jspecify.annotations.NullMarked;
