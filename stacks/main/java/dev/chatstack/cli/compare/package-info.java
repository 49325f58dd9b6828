/** An environment compared with another one of the same name: in a folder of stacks, or in a git revision. */
@NullMarked
package dev.chatstack.cli.compare;

import org.jspecify.annotations.NullMarked;
