/** One Docker host as Terraform sees it: the start of its machine, and up and down of what runs there. */
@NullMarked
package dev.chatstack.host;

import org.jspecify.annotations.NullMarked;
