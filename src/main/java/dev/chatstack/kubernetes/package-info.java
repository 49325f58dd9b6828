/** Building blocks that every workload stands on: namespaces, config files, providers, the order of resources. */
@NullMarked
package dev.chatstack.kubernetes;

import org.jspecify.annotations.NullMarked;
