/** Commands about scaling policies. */
@NullMarked
package io.drover.tools.cli.scaling;

import org.jspecify.annotations.NullMarked;
