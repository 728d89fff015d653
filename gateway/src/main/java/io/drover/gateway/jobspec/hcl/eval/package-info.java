/** From syntax trees to values: scopes, operators, selectors, calls, and the references that are left for the node. */
@NullMarked
package io.drover.gateway.jobspec.hcl.eval;

import org.jspecify.annotations.NullMarked;
