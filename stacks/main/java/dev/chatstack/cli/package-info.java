/** The commands of {@code ./chatstack}: options, output and exit codes. */
@NullMarked
package dev.chatstack.cli;

import org.jspecify.annotations.NullMarked;
