/** From one version to another: what may be skipped, what goes back, what ends when. */
@NullMarked
package dev.chatstack.upgrade;

import org.jspecify.annotations.NullMarked;
