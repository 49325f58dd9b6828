/** The network of an environment on AWS, and its ways out. */
@NullMarked
package dev.chatstack.cloud.aws.network;

import org.jspecify.annotations.NullMarked;
