/** What the program asks of AWS: the stacks of an environment. */
@NullMarked
package dev.chatstack.clouds.aws;

import org.jspecify.annotations.NullMarked;
