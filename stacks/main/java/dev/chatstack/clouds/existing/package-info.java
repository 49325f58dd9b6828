/** A cluster that somebody else runs. */
@NullMarked
package dev.chatstack.clouds.existing;

import org.jspecify.annotations.NullMarked;
