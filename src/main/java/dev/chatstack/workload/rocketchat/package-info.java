/** Rocket.Chat, as a monolith or as microservices, with its settings, metrics and alerts. */
@NullMarked
package dev.chatstack.workload.rocketchat;

import org.jspecify.annotations.NullMarked;
