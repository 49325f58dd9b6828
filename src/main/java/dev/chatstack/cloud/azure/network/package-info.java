/** The network of an environment on Azure, and its egress. */
@org.jspecify.annotations.NullMarked
package dev.chatstack.cloud.azure.network;
