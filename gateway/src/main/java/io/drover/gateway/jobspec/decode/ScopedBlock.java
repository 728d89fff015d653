package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Block;

/**
 * A block and the names its expressions can use: those around it, and the iterators of the dynamic blocks it came from.
 *
 * @param block as written, or as a dynamic block made it
 * @param scope for everything in it
 */
record ScopedBlock(Block block, Scope scope) {}
