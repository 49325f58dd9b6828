/** A cluster that another team runs, reached with a kubeconfig. */
@NullMarked
package dev.chatstack.cloud.existing;

import org.jspecify.annotations.NullMarked;
