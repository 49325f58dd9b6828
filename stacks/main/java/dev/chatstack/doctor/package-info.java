/** Can this machine deploy? Checks tools, sign-in, the Terraform state and values that are still examples. */
@NullMarked
package dev.chatstack.doctor;

import org.jspecify.annotations.NullMarked;
