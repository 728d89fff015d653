package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.Operator;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;

/** Applies operators. Operands of arithmetic and logic are converted, those of comparison for equality are not. */
final class Operators {

    private Operators() {}

    static HclValue apply(final Operator operator, final HclValue left, final HclValue right, final SourceRange range)
            throws EvaluationException {
        return switch (operator) {
            case EQUAL -> HclValue.of(areEqual(left, right));
            case NOT_EQUAL -> HclValue.of(!areEqual(left, right));
            case OR, AND -> logical(operator, truth(left, "left", range), truth(right, "right", range));
            default -> numeric(operator, number(left, "left", range), number(right, "right", range), range);
        };
    }

    static HclValue negate(final HclValue operand, final Expression.Unary unary) throws EvaluationException {
        if (unary.isNegation()) {
            return ((HclNumber) operand(operand, HclType.NUMBER, "unary", unary.range())).negate();
        }
        return HclValue.of(!((HclValue.Bool) operand(operand, HclType.BOOL, "unary", unary.range())).value());
    }

    private static HclValue numeric(
            final Operator operator, final HclNumber left, final HclNumber right, final SourceRange range)
            throws EvaluationException {
        try {
            return switch (operator) {
                case LESS -> HclValue.of(left.compareTo(right) < 0);
                case LESS_OR_EQUAL -> HclValue.of(left.compareTo(right) <= 0);
                case GREATER -> HclValue.of(left.compareTo(right) > 0);
                case GREATER_OR_EQUAL -> HclValue.of(left.compareTo(right) >= 0);
                case ADD -> left.plus(right);
                case SUBTRACT -> left.plus(right.negate());
                case MULTIPLY -> left.times(right);
                case DIVIDE -> left.dividedBy(right);
                default -> left.modulo(right);
            };
        } catch (final ArithmeticException undefined) {
            throw new EvaluationException(
                    "Operation failed", "Error during operation: " + undefined.getMessage() + ".", range);
        }
    }

    /** Both operands are checked before they are combined: an unsuitable right one is an error in any case. */
    private static HclValue logical(final Operator operator, final boolean left, final boolean right) {
        return HclValue.of(operator == Operator.OR ? left || right : left && right);
    }

    private static boolean areEqual(final HclValue left, final HclValue right) {
        return left.isNull() || right.isNull() ? left.isNull() && right.isNull() : left.equals(right);
    }

    private static boolean truth(final HclValue value, final String side, final SourceRange range)
            throws EvaluationException {
        return ((HclValue.Bool) operand(value, HclType.BOOL, side, range)).value();
    }

    private static HclNumber number(final HclValue value, final String side, final SourceRange range)
            throws EvaluationException {
        return (HclNumber) operand(value, HclType.NUMBER, side, range);
    }

    private static HclValue operand(
            final HclValue value, final HclType type, final String side, final SourceRange range)
            throws EvaluationException {
        if (value.isNull()) {
            throw new EvaluationException(
                    "Invalid operand", "Unsuitable value for " + side + " operand: argument must not be null.", range);
        }
        try {
            return Conversion.convert(value, type);
        } catch (final ConversionException unsuitable) {
            throw new EvaluationException(
                    "Invalid operand",
                    "Unsuitable value for " + side + " operand: " + unsuitable.getMessage() + ".",
                    range);
        }
    }
}
