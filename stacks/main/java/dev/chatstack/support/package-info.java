/** What a person hands to others for help: logs and an archive, without a secret in them. */
@NullMarked
package dev.chatstack.support;

import org.jspecify.annotations.NullMarked;
