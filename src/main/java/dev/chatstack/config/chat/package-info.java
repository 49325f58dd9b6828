/** The block {@code chat}: the product, how many pods serve it, how people reach it, and the settings of its administrator. */
@NullMarked
package dev.chatstack.config.chat;

import org.jspecify.annotations.NullMarked;
