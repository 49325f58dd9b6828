/** The synthesized stacks, read again as resources. What stands on it does not know how the stacks were made. */
@NullMarked
package dev.chatstack.blueprint;

import org.jspecify.annotations.NullMarked;
