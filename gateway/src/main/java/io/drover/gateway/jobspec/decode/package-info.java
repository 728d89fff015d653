/**
 * From the syntax tree of a job file to the job document: variables, locals, dynamic blocks, the schema of blocks, and the
 * rearrangements that every parsed job goes through.
 */
@NullMarked
package io.drover.gateway.jobspec.decode;

import org.jspecify.annotations.NullMarked;
