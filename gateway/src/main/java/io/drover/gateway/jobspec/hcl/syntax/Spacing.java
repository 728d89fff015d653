package io.drover.gateway.jobspec.hcl.syntax;

/** Says between which tokens the formatter puts a blank. */
final class Spacing {

    private Spacing() {}

    /** Returns 1 for what opens, -1 for what closes, 0 for all else. */
    static int bracketChange(final TokenType type) {
        return switch (type) {
            case OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, TEMPLATE_CONTROL, TEMPLATE_INTERPOLATION -> 1;
            case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, TEMPLATE_END -> -1;
            default -> 0;
        };
    }

    /**
     * Tells whether there is a blank between two tokens of a line.
     *
     * @param before the token before the left one; END_OF_FILE when there is none
     * @param left the left token
     * @param isIn whether the left token is the word {@code in}
     * @param right the right token
     */
    static boolean isWanted(final TokenType before, final TokenType left, final boolean isIn, final TokenType right) {
        if (right == TokenType.NEWLINE || clings(left, right)) {
            return false;
        }
        if (left == TokenType.COMMA) {
            return true;
        }
        if (isTemplateText(left, right)) {
            return false;
        }
        if (isIn && before == TokenType.IDENTIFIER) {
            // In a for expression a list may follow, which is no index into something called in.
            return true;
        }
        if (right == TokenType.OPEN_BRACKET
                && (left == TokenType.IDENTIFIER || left == TokenType.NUMBER || bracketChange(left) < 0)) {
            return false;
        }
        return switch (left) {
            case BANG -> false;
            case MINUS -> isOperand(before);
            case OPEN_BRACE -> right != TokenType.CLOSE_BRACE;
            default -> isWantedByBrackets(left, right);
        };
    }

    private static boolean clings(final TokenType left, final TokenType right) {
        return (left == TokenType.IDENTIFIER && right == TokenType.OPEN_PAREN)
                || left == TokenType.DOUBLE_COLON
                || right == TokenType.DOUBLE_COLON
                || left == TokenType.DOT
                || right == TokenType.DOT
                || right == TokenType.COMMA
                || right == TokenType.ELLIPSIS;
    }

    private static boolean isTemplateText(final TokenType left, final TokenType right) {
        return left == TokenType.QUOTED_LITERAL
                || left == TokenType.HEREDOC_LITERAL
                || left == TokenType.QUOTED_NEWLINE
                || left == TokenType.OPEN_QUOTE
                || left == TokenType.OPEN_HEREDOC
                || right == TokenType.QUOTED_LITERAL
                || right == TokenType.HEREDOC_LITERAL
                || right == TokenType.QUOTED_NEWLINE
                || right == TokenType.CLOSE_QUOTE
                || right == TokenType.CLOSE_HEREDOC;
    }

    private static boolean isWantedByBrackets(final TokenType left, final TokenType right) {
        if (right == TokenType.CLOSE_BRACE) {
            return true;
        }
        final boolean opensSequence = left == TokenType.TEMPLATE_INTERPOLATION || left == TokenType.TEMPLATE_CONTROL;
        if ((opensSequence && right == TokenType.OPEN_BRACE)
                || (left == TokenType.CLOSE_BRACE && right == TokenType.TEMPLATE_END)) {
            // Two braces in a row would be hard to read.
            return true;
        }
        if (left == TokenType.TEMPLATE_END
                && (right == TokenType.TEMPLATE_INTERPOLATION || right == TokenType.TEMPLATE_CONTROL)) {
            return false;
        }
        return bracketChange(left) <= 0 && bracketChange(right) >= 0;
    }

    /** Tells whether an operand may end with this token, which makes a minus after it a subtraction. */
    private static boolean isOperand(final TokenType type) {
        return switch (type) {
            case IDENTIFIER, NUMBER, CLOSE_QUOTE, CLOSE_HEREDOC, CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, COMMENT ->
                true;
            default -> false;
        };
    }
}
