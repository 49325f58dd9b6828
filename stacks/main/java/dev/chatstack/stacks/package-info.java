/** The Terraform stacks of an environment, one class per life cycle and product. */
@NullMarked
package dev.chatstack.stacks;

import org.jspecify.annotations.NullMarked;
