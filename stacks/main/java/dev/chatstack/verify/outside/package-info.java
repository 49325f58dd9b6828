/** Checks as a user sees the chat: DNS, certificate, HTTPS; and what Prometheus knows. */
@NullMarked
package dev.chatstack.verify.outside;

import org.jspecify.annotations.NullMarked;
