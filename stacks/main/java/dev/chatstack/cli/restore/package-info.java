/** A restore from the question to the chat that answers again, in a cluster and on a Docker host. */
@NullMarked
package dev.chatstack.cli.restore;

import org.jspecify.annotations.NullMarked;
