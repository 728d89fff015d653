package io.drover.gateway.filter;

/** Something that is true or false of a row. */
@FunctionalInterface
interface Expression {
    boolean evaluate(Scope scope) throws FilterException;

    /** True when both are; the second is not looked at when the first is false. */
    static Expression and(final Expression left, final Expression right) {
        return scope -> left.evaluate(scope) && right.evaluate(scope);
    }

    /** True when one is; the second is not looked at when the first is true. */
    static Expression or(final Expression left, final Expression right) {
        return scope -> left.evaluate(scope) || right.evaluate(scope);
    }

    /** True when the other is not. */
    static Expression not(final Expression negated) {
        return scope -> !negated.evaluate(scope);
    }
}
