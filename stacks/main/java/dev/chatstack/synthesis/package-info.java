/** Turns environments into Terraform JSON, and chooses the number of nodes where a file leaves that open. */
@NullMarked
package dev.chatstack.synthesis;

import org.jspecify.annotations.NullMarked;
