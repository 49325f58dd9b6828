/** One machine with Docker. */
@NullMarked
package dev.chatstack.clouds.docker;

import org.jspecify.annotations.NullMarked;
