/** {@code config}: looks at agent configuration without starting an agent. */
@NullMarked
package io.drover.tools.cli.config;

import org.jspecify.annotations.NullMarked;
