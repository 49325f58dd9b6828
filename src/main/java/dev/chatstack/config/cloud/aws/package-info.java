/** The parts of {@code cloud} on AWS, and the rules that AWS would otherwise enforce minutes into a deploy. */
@NullMarked
package dev.chatstack.config.cloud.aws;

import org.jspecify.annotations.NullMarked;
