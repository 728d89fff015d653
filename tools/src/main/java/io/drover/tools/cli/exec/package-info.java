/** Programs within running tasks: the session over a WebSocket and the terminal in front of it. */
@NullMarked
package io.drover.tools.cli.exec;

import org.jspecify.annotations.NullMarked;
