/** What commands say to programs, one record a command: its JSON has the schema in docs/json. */
@NullMarked
package dev.chatstack.cli.answers;

import org.jspecify.annotations.NullMarked;
