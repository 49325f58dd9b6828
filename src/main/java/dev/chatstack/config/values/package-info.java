/** Types of single values: names, sizes, CPU, address blocks. Each annotation holds its pattern and its message. */
@NullMarked
package dev.chatstack.config.values;

import org.jspecify.annotations.NullMarked;
