/** The directory tree of allocations on disk: its layout, its modes, its removal. Blocking; called on workers. */
@NullMarked
package io.drover.agent.dir;

import org.jspecify.annotations.NullMarked;
