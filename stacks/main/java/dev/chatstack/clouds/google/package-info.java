/** What the program asks of Google Cloud: the stacks of an environment. */
@NullMarked
package dev.chatstack.clouds.google;

import org.jspecify.annotations.NullMarked;
