/** The parts of {@code cloud} on Azure, and the rules that Azure would otherwise enforce minutes into a deploy. */
@NullMarked
package dev.chatstack.config.cloud.azure;

import org.jspecify.annotations.NullMarked;
