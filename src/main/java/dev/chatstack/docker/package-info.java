/** Everything of one Docker host: its engine and networks, containers, the delivery of files and secrets; the programs have their own room. */
@NullMarked
package dev.chatstack.docker;

import org.jspecify.annotations.NullMarked;
