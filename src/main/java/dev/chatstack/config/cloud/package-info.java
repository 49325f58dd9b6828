/** The block {@code cloud}: where an environment runs. One record per provider. */
@NullMarked
package dev.chatstack.config.cloud;

import org.jspecify.annotations.NullMarked;
