/** How a running chat bears people: robots that sign in, write and read, and what they measured. */
@NullMarked
package dev.chatstack.load;

import org.jspecify.annotations.NullMarked;
