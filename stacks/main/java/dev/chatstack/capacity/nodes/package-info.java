/** What the nodes of an environment offer: machine types, pools, and what the system reserves on each node. */
@NullMarked
package dev.chatstack.capacity.nodes;

import org.jspecify.annotations.NullMarked;
