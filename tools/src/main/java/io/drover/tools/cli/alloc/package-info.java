/** The commands about allocations, the running copies of a job's task groups. */
@NullMarked
package io.drover.tools.cli.alloc;

import org.jspecify.annotations.NullMarked;
