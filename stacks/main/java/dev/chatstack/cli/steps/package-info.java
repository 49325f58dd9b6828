/** What a person is told to type: to restore, to make Secrets, to make the store of the Terraform state. */
@NullMarked
package dev.chatstack.cli.steps;

import org.jspecify.annotations.NullMarked;
