/** Starts a small cluster of real processes on this machine, runs jobs on it and takes it away again. */
@NullMarked
package io.drover.tools.quickstart;

import org.jspecify.annotations.NullMarked;
