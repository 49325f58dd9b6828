/** Annotations on the components of the records: the description of a setting, its default, the keys of its Secret. */
@NullMarked
package dev.chatstack.config.setting;

import org.jspecify.annotations.NullMarked;
