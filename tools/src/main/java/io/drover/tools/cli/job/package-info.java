/** The commands about jobs. */
@NullMarked
package io.drover.tools.cli.job;

import org.jspecify.annotations.NullMarked;
