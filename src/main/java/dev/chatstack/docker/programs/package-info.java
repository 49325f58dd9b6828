/** The programs of a Docker host: the chat, its database and proxy, their backups, and what watches them. */
@NullMarked
package dev.chatstack.docker.programs;

import org.jspecify.annotations.NullMarked;
