/**
 * From text to a syntax tree: source positions, diagnostics, tokens, and the parsers of the native and the JSON form.
 */
@NullMarked
package io.drover.gateway.jobspec.hcl.syntax;

import org.jspecify.annotations.NullMarked;
