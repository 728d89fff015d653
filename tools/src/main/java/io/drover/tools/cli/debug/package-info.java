/** A bundle of what somebody needs to find out what is wrong with a cluster: facts, state and logs, collected over some time. */
@NullMarked
package io.drover.tools.cli.debug;

import org.jspecify.annotations.NullMarked;
