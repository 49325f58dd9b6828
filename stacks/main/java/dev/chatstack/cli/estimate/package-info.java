/** The numbers of {@code ./chatstack estimate}, and their text for people. */
@NullMarked
package dev.chatstack.cli.estimate;

import org.jspecify.annotations.NullMarked;
