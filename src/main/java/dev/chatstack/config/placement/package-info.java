/** On which nodes pods run, as the environment's file wants it. */
@NullMarked
package dev.chatstack.config.placement;

import org.jspecify.annotations.NullMarked;
