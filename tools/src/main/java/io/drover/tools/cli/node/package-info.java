/** The commands about nodes, which run the work, and their pools. */
@NullMarked
package io.drover.tools.cli.node;

import org.jspecify.annotations.NullMarked;
