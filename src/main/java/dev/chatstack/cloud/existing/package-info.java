/** A cluster that somebody else runs, reached with a kubeconfig. */
@NullMarked
package dev.chatstack.cloud.existing;

import org.jspecify.annotations.NullMarked;
