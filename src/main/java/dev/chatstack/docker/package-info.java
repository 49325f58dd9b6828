/** Everything of one Docker host: containers, the delivery of files and secrets, and the chat, database and monitoring on them. */
@NullMarked
package dev.chatstack.docker;

import org.jspecify.annotations.NullMarked;
