/**
 * From the job document to what the scheduler reads of it: the scheduling spec, and the digests by which updates are told apart.
 * Pure functions over the canonical document.
 */
@NullMarked
package io.drover.gateway.compile;

import org.jspecify.annotations.NullMarked;
