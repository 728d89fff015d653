package io.drover.gateway.jobspec.hcl.syntax;

import org.jspecify.annotations.Nullable;

/** A binary operator. */
public enum Operator {
    /** {@code ||}. */
    OR(0),
    /** {@code &&}. */
    AND(1),
    /** {@code ==}. */
    EQUAL(2),
    /** {@code !=}. */
    NOT_EQUAL(2),
    /** {@code <}. */
    LESS(3),
    /** {@code <=}. */
    LESS_OR_EQUAL(3),
    /** {@code >}. */
    GREATER(3),
    /** {@code >=}. */
    GREATER_OR_EQUAL(3),
    /** {@code +}. */
    ADD(4),
    /** {@code -}. */
    SUBTRACT(4),
    /** {@code *}. */
    MULTIPLY(5),
    /** {@code /}. */
    DIVIDE(5),
    /** {@code %}. */
    MODULO(5);

    /** The precedence that binds strongest. */
    static final int STRONGEST = 5;

    private final int precedence;

    Operator(final int precedence) {
        this.precedence = precedence;
    }

    int precedence() {
        return precedence;
    }

    static @Nullable Operator of(final TokenType type) {
        return switch (type) {
            case OR -> OR;
            case AND -> AND;
            case EQUAL_OP -> EQUAL;
            case NOT_EQUAL -> NOT_EQUAL;
            case LESS -> LESS;
            case LESS_OR_EQUAL -> LESS_OR_EQUAL;
            case GREATER -> GREATER;
            case GREATER_OR_EQUAL -> GREATER_OR_EQUAL;
            case PLUS -> ADD;
            case MINUS -> SUBTRACT;
            case STAR -> MULTIPLY;
            case SLASH -> DIVIDE;
            case PERCENT -> MODULO;
            default -> null;
        };
    }
}
