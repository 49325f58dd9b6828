/** The MongoDB replica set of the chat: members, accounts, metrics and alerts. */
@NullMarked
package dev.chatstack.workload.mongodb;

import org.jspecify.annotations.NullMarked;
