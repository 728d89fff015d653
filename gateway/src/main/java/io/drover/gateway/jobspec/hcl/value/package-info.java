/**
 * Values and types of the job language: exact decimals, lists, sets, maps, tuples and objects, conversion between them and
 * the search for a common type. Nothing here knows about source text.
 */
@NullMarked
package io.drover.gateway.jobspec.hcl.value;

import org.jspecify.annotations.NullMarked;
