/** What must be true of the state at any moment, written once: checked after every entry in tests, on demand in production. */
@NullMarked
package io.drover.cluster.invariant;

import org.jspecify.annotations.NullMarked;
