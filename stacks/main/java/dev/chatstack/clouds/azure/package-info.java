/** What the program asks of Azure: the stacks of an environment. */
@NullMarked
package dev.chatstack.clouds.azure;

import org.jspecify.annotations.NullMarked;
