/** The commands for those who look after a cluster. */
@NullMarked
package io.drover.tools.cli.operator;

import org.jspecify.annotations.NullMarked;
