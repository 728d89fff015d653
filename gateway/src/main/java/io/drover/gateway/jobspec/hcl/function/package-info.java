/**
 * The functions of the job language. Each works on values alone; positions and argument expressions are the evaluator's
 * business.
 */
@NullMarked
package io.drover.gateway.jobspec.hcl.function;

import org.jspecify.annotations.NullMarked;
