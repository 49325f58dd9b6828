/** What an organisation has around an environment, which everything that chatstack makes then uses: its registry of images and charts. */
@NullMarked
package dev.chatstack.config.outside;

import org.jspecify.annotations.NullMarked;
