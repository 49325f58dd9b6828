/** Do the pods fit on the nodes, also after a node fails? Places the pods of the synthesized stacks as the scheduler would. */
@NullMarked
package dev.chatstack.capacity;

import org.jspecify.annotations.NullMarked;
