/** The Application Gateway of an environment on Azure, and what writes it. */
@NullMarked
package dev.chatstack.cloud.azure.gateway;

import org.jspecify.annotations.NullMarked;
