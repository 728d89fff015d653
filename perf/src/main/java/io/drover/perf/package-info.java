/**
 * Load drivers and benchmarks. Nothing in the product depends on this module.
 */
@NullMarked
package io.drover.perf;

import org.jspecify.annotations.NullMarked;
