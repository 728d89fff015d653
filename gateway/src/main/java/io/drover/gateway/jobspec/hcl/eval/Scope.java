package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names an expression can refer to. Inner scopes, made by for expressions and dynamic blocks, hide outer ones.
 *
 * <p>A name that no scope knows is either an error or, for job files, text that is left for the node.
 */
public final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, HclValue> values;
    private final Unknown unknown;

    /** What happens with a name that nobody defined. */
    public enum Unknown {
        /** No names at all are allowed here. */
        VARIABLES_NOT_ALLOWED,
        /** It is an error that lists what exists. */
        ERROR,
        /** The reference stays in the text as it was written, to be resolved on the node. */
        LEFT_FOR_NODE
    }

    private Scope(final @Nullable Scope outer, final Map<String, HclValue> values, final Unknown unknown) {
        this.outer = outer;
        this.values = values;
        this.unknown = unknown;
    }

    /** Makes a scope without any names, for values that must be constant. */
    public static Scope constants() {
        return new Scope(null, Map.of(), Unknown.VARIABLES_NOT_ALLOWED);
    }

    /** Makes an outermost scope. */
    public static Scope of(final Map<String, HclValue> values, final Unknown unknown) {
        return new Scope(null, Map.copyOf(values), unknown);
    }

    /** Makes a scope inside this one. */
    public Scope with(final Map<String, HclValue> inner) {
        return new Scope(this, inner, unknown);
    }

    /** Returns the value of a name, or null when no scope defines it. */
    @Nullable
    HclValue find(final String name) {
        Scope scope = this;
        while (scope != null) {
            final HclValue value = scope.values.get(name);
            if (value != null) {
                return value;
            }
            scope = scope.outer;
        }
        return null;
    }

    Unknown unknown() {
        return unknown;
    }
}
