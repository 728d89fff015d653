/** The commands about deployments, the stepwise updates of jobs. */
@NullMarked
package io.drover.tools.cli.deployment;

import org.jspecify.annotations.NullMarked;
