/** The numbers of {@code ./chatstack estimate}: a text for people, and JSON for programs. */
@NullMarked
package dev.chatstack.cli.estimate;

import org.jspecify.annotations.NullMarked;
