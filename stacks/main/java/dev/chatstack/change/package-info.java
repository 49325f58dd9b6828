/** What a change of an environment means to people: which resources are replaced, restarted or lost. */
@NullMarked
package dev.chatstack.change;

import org.jspecify.annotations.NullMarked;
