/** Who may call the Kubernetes API: service accounts, roles, groups. Also passwords that Terraform generates. */
@NullMarked
package dev.chatstack.kubernetes.access;

import org.jspecify.annotations.NullMarked;
