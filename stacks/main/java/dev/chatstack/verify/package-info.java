/** Is it true what the environment's file promises? Checks of the running environment, and their report. */
@NullMarked
package dev.chatstack.verify;

import org.jspecify.annotations.NullMarked;
