/** A running environment, asked through kubectl or Docker. Nothing here changes anything. */
@NullMarked
package dev.chatstack.live;

import org.jspecify.annotations.NullMarked;
