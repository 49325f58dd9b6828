/** The network of an environment on Azure, and its egress. */
@NullMarked
package dev.chatstack.cloud.azure.network;


import org.jspecify.annotations.NullMarked;
