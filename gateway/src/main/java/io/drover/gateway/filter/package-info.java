/**
 * Filter expressions of lists: a parser, and an evaluator over rows as JSON trees whose names are those of the API. Pure functions;
 * everything that an expression may cost is bounded by its length.
 */
@NullMarked
package io.drover.gateway.filter;

import org.jspecify.annotations.NullMarked;
