/**
 * The job language: from a job file or an API request to a canonical, validated job document.
 *
 * <pre>
 *   job file ──► hcl.syntax ──► hcl.eval ──► decode ─┐
 *                (tokens, tree)  (values)            ├─► JSON job ──► canonical ──► validate
 *   API JSON ──► json ─────────► schema.JobReader ───┘
 * </pre>
 *
 * <p>Used by the gateway, by the command line and by tests. Knows nothing of HTTP, clusters or threads: every call is a
 * pure function of its arguments, bounded in time and memory, and safe on hostile input.
 */
@NullMarked
package io.drover.gateway.jobspec;

import org.jspecify.annotations.NullMarked;
