/** {@code fmt}: lays out job files and configuration files. */
@NullMarked
package io.drover.tools.cli.format;

import org.jspecify.annotations.NullMarked;
