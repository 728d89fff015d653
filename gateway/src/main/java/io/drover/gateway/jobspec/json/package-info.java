/**
 * A small JSON tree with exact numbers, a bounded reader and the one writer that the gateway and the command line use.
 *
 * <p>No reflection and no mapping to classes happens here: job documents are trees, and what their fields mean is the
 * business of the schema package.
 */
@NullMarked
package io.drover.gateway.jobspec.json;

import org.jspecify.annotations.NullMarked;
