/** Is the environment as closed as its stacks say: roles, pods, namespaces, doors, network rules and buckets. */
@NullMarked
package dev.chatstack.verify.security;

import org.jspecify.annotations.NullMarked;
