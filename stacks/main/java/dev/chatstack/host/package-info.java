/** One Docker host as Terraform sees it: start of the machine, rollout of its files, upkeep. */
@NullMarked
package dev.chatstack.host;

import org.jspecify.annotations.NullMarked;
