/** The commands for the life of an environment: deploy, verify, upgrade, remove. */
@NullMarked
package dev.chatstack.cli.life;

import org.jspecify.annotations.NullMarked;
