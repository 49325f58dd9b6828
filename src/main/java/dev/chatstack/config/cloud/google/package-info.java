/** The parts of {@code cloud} on Google Cloud, and the rules that Google would otherwise enforce minutes into a deploy. */
@NullMarked
package dev.chatstack.config.cloud.google;

import org.jspecify.annotations.NullMarked;
