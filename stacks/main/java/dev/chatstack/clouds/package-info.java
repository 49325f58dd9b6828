/** What the program asks of a cloud: the port, and the one place that knows which clouds there are. */
@NullMarked
package dev.chatstack.clouds;

import org.jspecify.annotations.NullMarked;
