/** The commands about servers and about the agent that answers. */
@NullMarked
package io.drover.tools.cli.server;

import org.jspecify.annotations.NullMarked;
