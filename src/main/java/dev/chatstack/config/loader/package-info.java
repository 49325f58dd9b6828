/** Reads an environment file into records. Strict: every mistake of the file is reported at once, with its path and its remedy. */
@NullMarked
package dev.chatstack.config.loader;

import org.jspecify.annotations.NullMarked;
