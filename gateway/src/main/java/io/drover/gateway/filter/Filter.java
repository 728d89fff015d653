package io.drover.gateway.filter;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Set;

/**
 * A filter expression, for example {@code Type == "batch" and Meta.team != "red"}. Immutable; for all threads.
 *
 * <p>Rows are whole objects, not their list forms. A field that a row leaves out although its type has it must be named when the
 * filter is applied: then it stands for the zero value instead of an error.
 */
public final class Filter {
    private final Expression expression;

    private Filter(final Expression expression) {
        this.expression = expression;
    }

    /** Reads an expression. */
    public static Filter parse(final String text) throws FilterException {
        return new Filter(new FilterParser(text).parse());
    }

    /** Whether a row, all of whose fields are there, is selected. */
    public boolean matches(final JsonObject row) throws FilterException {
        return matches(row, Set.of());
    }

    /**
     * Whether a row is selected.
     *
     * @param omitted fields of the row's type that it may leave out when they are unset.
     */
    public boolean matches(final JsonObject row, final Set<String> omitted) throws FilterException {
        return expression.evaluate(new Scope(row, omitted));
    }
}
