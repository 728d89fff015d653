/** Preparation of other programs for a cluster, and whether something must be prepared. */
@NullMarked
package io.drover.tools.cli.setup;

import org.jspecify.annotations.NullMarked;
