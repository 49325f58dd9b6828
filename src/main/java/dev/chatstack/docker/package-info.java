/** Everything of one Docker host: its engine and networks, containers, the delivery of files and secrets; the programs have a room of their own. */
@NullMarked
package dev.chatstack.docker;

import org.jspecify.annotations.NullMarked;
