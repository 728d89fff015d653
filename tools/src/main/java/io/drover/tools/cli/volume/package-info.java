/** Commands about volumes and the plugins that make them. */
@NullMarked
package io.drover.tools.cli.volume;

import org.jspecify.annotations.NullMarked;
