/** Rules that compare several settings of a file. A rule sees only blocks that are free of mistakes themselves. */
@NullMarked
package dev.chatstack.config.rules;

import org.jspecify.annotations.NullMarked;
