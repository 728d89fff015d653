/** The commands about variables, the small secrets and settings that a cluster keeps. */
@NullMarked
package io.drover.tools.cli.variable;

import org.jspecify.annotations.NullMarked;
