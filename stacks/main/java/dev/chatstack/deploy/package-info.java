/** Deploys and removes an environment, stack by stack: plans, questions, progress, what to do when it fails. */
@NullMarked
package dev.chatstack.deploy;

import org.jspecify.annotations.NullMarked;
