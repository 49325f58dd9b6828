/** The picture of an environment, drawn from its synthesized stacks as SVG or Mermaid. */
@NullMarked
package dev.chatstack.diagram;

import org.jspecify.annotations.NullMarked;
