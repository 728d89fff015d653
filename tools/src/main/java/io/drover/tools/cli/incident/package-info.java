/** {@code incident}: what happened to a cluster, from a server's journal. Reads files; no server needs to run. */
@NullMarked
package io.drover.tools.cli.incident;

import org.jspecify.annotations.NullMarked;
