/**
 * What fields the job document has, of which kinds, and how job files spell them: two tables, read once, that decoding,
 * canonicalization and rendering share.
 */
@NullMarked
package io.drover.gateway.jobspec.schema;

import org.jspecify.annotations.NullMarked;
