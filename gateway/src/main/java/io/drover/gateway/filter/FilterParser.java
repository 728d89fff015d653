package io.drover.gateway.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions by recursive descent. Positions in errors count characters, columns from one.
 *
 * <pre>
 *   or    = and [ "or" or ]
 *   and   = not [ "and" and ]
 *   not   = "not" not | "(" or ")" | ("any" | "all") selector "as" names "{" or "}" | match
 *   match = selector operator [ value ] | value ("in" | "not in") selector
 * </pre>
 */
final class FilterParser {
    private static final int LENGTH_MAX = 16 * 1024;
    private static final int DEPTH_MAX = 128;
    private static final String EXPRESSION_START =
            "\"(\", \"-\", \"0\", \"\\\"\", \"`\", \"all\", \"any\", \"not\", [ \\t\\r\\n], [1-9] or [a-zA-Z]";
    private static final String VALUE_START = "\"-\", \"0\", \"\\\"\", \"`\", [ \\t\\r\\n], [1-9] or [a-zA-Z]";
    private static final String OPERATORS =
            "\"!=\", \"==\", \"contains\", \"in\", \"is\", \"matches\", \"not\" or [ \\t\\r\\n]";
    private static final String SELECTOR_REST = "\"!=\", \".\", \"==\", \"[\", [ \\t\\r\\n] or [a-zA-Z0-9_/]";

    private final String text;
    private final FilterTokens tokens;
    private int depth;

    FilterParser(final String text) {
        this.text = text;
        tokens = new FilterTokens(text);
    }

    Expression parse() throws FilterException {
        if (text.length() > LENGTH_MAX) {
            throw FilterException.unreadable(
                    "expression is " + text.length() + " characters long; the limit is " + LENGTH_MAX);
        }
        tokens.skipSpace();
        final Expression whole = or();
        tokens.skipSpace();
        if (!tokens.isAtEnd()) {
            throw tokens.expected("\"and\", \"or\", [ \\t\\r\\n] or EOF");
        }
        return whole;
    }

    private Expression or() throws FilterException {
        final List<Expression> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (tokens.takeWord("or"));
        Expression result = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            result = Expression.or(parts.get(i), result);
        }
        return result;
    }

    private Expression and() throws FilterException {
        final List<Expression> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (tokens.takeWord("and"));
        Expression result = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            result = Expression.and(parts.get(i), result);
        }
        return result;
    }

    private Expression not() throws FilterException {
        if (++depth > DEPTH_MAX) {
            throw FilterException.unreadable("expression is nested more than " + DEPTH_MAX + " deep");
        }
        try {
            tokens.skipSpace();
            if (tokens.takeWord("not")) {
                return Expression.not(not());
            }
            if (tokens.take('(')) {
                final Expression inner = or();
                tokens.skipSpace();
                if (!tokens.take(')')) {
                    throw tokens.expected("\")\", \"and\", \"or\" or [ \\t\\r\\n]");
                }
                return inner;
            }
            if (tokens.takeWord("any")) {
                return quantifier(false);
            }
            return tokens.takeWord("all") ? quantifier(true) : match();
        } finally {
            depth--;
        }
    }

    private Expression quantifier(final boolean isAll) throws FilterException {
        tokens.skipSpace();
        final List<String> path = tokens.selector(EXPRESSION_START);
        if (!tokens.takeWord("as")) {
            throw tokens.expected("\"as\", \".\", \"[\" or [ \\t\\r\\n]");
        }
        final List<String> names = new ArrayList<>();
        tokens.skipSpace();
        names.add(tokens.name());
        tokens.skipSpace();
        if (tokens.take(',')) {
            tokens.skipSpace();
            names.add(tokens.name());
            tokens.skipSpace();
        }
        if (!tokens.take('{')) {
            throw tokens.expected("\"{\" or [ \\t\\r\\n]");
        }
        final Expression body = or();
        tokens.skipSpace();
        if (!tokens.take('}')) {
            throw tokens.expected("\"and\", \"or\", \"}\" or [ \\t\\r\\n]");
        }
        return new Quantifier(isAll, path, names, body);
    }

    private Expression match() throws FilterException {
        if (!tokens.isAtSelector()) {
            return membership();
        }
        final List<String> path = tokens.selector(EXPRESSION_START);
        final boolean isSpaced = tokens.skipSpace();
        if (tokens.take("==")) {
            return new Match(path, Operator.EQUAL, false, value());
        }
        if (tokens.take("!=")) {
            return new Match(path, Operator.EQUAL, true, value());
        }
        if (tokens.takeWord("is")) {
            return state(path);
        }
        final boolean isNegated = tokens.takeWord("not");
        if (tokens.takeWord("contains")) {
            return new Match(path, Operator.CONTAINS, isNegated, value());
        }
        if (tokens.takeWord("matches")) {
            return new Match(path, Operator.MATCHES, isNegated, value());
        }
        if (tokens.takeWord("in")) {
            tokens.skipSpace();
            return new Match(tokens.searched(), Operator.CONTAINS, isNegated, String.join(".", path));
        }
        if (isNegated) {
            throw tokens.expected("\"contains\", \"in\", \"matches\" or [ \\t\\r\\n]");
        }
        throw tokens.expected(isSpaced ? OPERATORS : SELECTOR_REST);
    }

    /** A value in front of the selector that is searched for it. */
    private Expression membership() throws FilterException {
        final String value = tokens.value(EXPRESSION_START);
        tokens.skipSpace();
        final boolean isNegated = tokens.takeWord("not");
        if (!tokens.takeWord("in")) {
            throw tokens.expected(isNegated ? "\"in\" or [ \\t\\r\\n]" : "\"in\", \"not\" or [ \\t\\r\\n]");
        }
        tokens.skipSpace();
        return new Match(tokens.searched(), Operator.CONTAINS, isNegated, value);
    }

    private Expression state(final List<String> path) throws FilterException {
        final boolean isNegated = tokens.takeWord("not");
        if (tokens.takeWord("empty")) {
            return new Match(path, Operator.EMPTY, isNegated, "");
        }
        if (tokens.takeWord("nil")) {
            return new Match(path, Operator.NIL, isNegated, "");
        }
        throw tokens.expected("\"empty\", \"nil\", \"not\" or [ \\t\\r\\n]");
    }

    private String value() throws FilterException {
        tokens.skipSpace();
        return tokens.value(VALUE_START);
    }
}
