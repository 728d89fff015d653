/** The commands about the state of the whole cluster. */
@NullMarked
package io.drover.tools.cli.system;

import org.jspecify.annotations.NullMarked;
