/** Checks of what runs: pods, members, jobs, nodes, containers. */
@NullMarked
package dev.chatstack.verify.cluster;

import org.jspecify.annotations.NullMarked;
