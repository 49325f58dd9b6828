/** The Kubernetes objects of a stack as Kubernetes calls them, where Terraform's provider has other words. */
@NullMarked
package dev.chatstack.cli.manifests;

import org.jspecify.annotations.NullMarked;
