/** The network of an environment on AWS, and its egress. */
@NullMarked
package dev.chatstack.cloud.aws.network;

import org.jspecify.annotations.NullMarked;
