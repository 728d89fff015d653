package io.drover.gateway.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One comparison. The pattern of a {@code matches} is compiled when it is first needed, so that its error comes from the row. */
final class Match implements Expression {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final List<String> path;
    private final Operator operator;
    private final boolean isNegated;
    private final String literal;
    private volatile @Nullable Pattern pattern;

    Match(final List<String> path, final Operator operator, final boolean isNegated, final String literal) {
        this.path = List.copyOf(path);
        this.operator = operator;
        this.isNegated = isNegated;
        this.literal = literal;
    }

    @Override
    public boolean evaluate(final Scope scope) throws FilterException {
        final JsonValue value = scope.resolve(path);
        if (value == null) {
            // No such key: nothing equals, contains or matches it, and it is empty and nil.
            return isNegated != (operator == Operator.EMPTY || operator == Operator.NIL);
        }
        return isNegated
                != switch (operator) {
                    case EQUAL -> isEqual(value);
                    case CONTAINS -> contains(value);
                    case MATCHES -> matches(value);
                    case EMPTY -> isEmpty(value);
                    case NIL -> value == JsonNull.NULL;
                };
    }

    private boolean isEqual(final JsonValue value) throws FilterException {
        if (value instanceof JsonString text) {
            return text.value().equals(literal);
        }
        if (value instanceof JsonBoolean bool) {
            return bool.value() == truth();
        }
        if (value instanceof JsonNumber number) {
            return number.isIntegerLiteral()
                    ? number.longValue() == integer()
                    : Double.compare(number.doubleValue(), floating()) == 0;
        }
        if (value == JsonNull.NULL) {
            return literal.isEmpty() || literal.equals("0") || FALSE.contains(literal);
        }
        throw unable("equality");
    }

    private boolean contains(final JsonValue value) throws FilterException {
        if (value instanceof JsonString text) {
            return text.value().contains(literal);
        }
        if (value instanceof JsonObject map) {
            return map.has(literal);
        }
        if (value instanceof JsonArray list) {
            for (final JsonValue element : list) {
                if (isEqual(element)) {
                    return true;
                }
            }
            return false;
        }
        if (value == JsonNull.NULL) {
            return false;
        }
        throw unable("in/contains");
    }

    private boolean matches(final JsonValue value) throws FilterException {
        Pattern compiled = pattern;
        if (compiled == null) {
            compiled = compile(literal);
            pattern = compiled;
        }
        if (value instanceof JsonString text) {
            return compiled.matcher(text.value()).find();
        }
        if (value == JsonNull.NULL) {
            return compiled.matcher("").find();
        }
        throw unable("matches");
    }

    private boolean isEmpty(final JsonValue value) throws FilterException {
        if (value instanceof JsonString text) {
            return text.value().isEmpty();
        }
        if (value instanceof JsonArray list) {
            return list.isEmpty();
        }
        if (value instanceof JsonObject map) {
            return map.isEmpty();
        }
        if (value == JsonNull.NULL) {
            return true;
        }
        throw unable("is empty");
    }

    private boolean truth() throws FilterException {
        if (TRUE.contains(literal)) {
            return true;
        }
        if (FALSE.contains(literal)) {
            return false;
        }
        throw uncoercible("ParseBool");
    }

    private long integer() throws FilterException {
        try {
            return Long.decode(literal);
        } catch (final NumberFormatException ex) {
            throw uncoercible("ParseInt");
        }
    }

    private double floating() throws FilterException {
        try {
            return Double.parseDouble(literal);
        } catch (final NumberFormatException ex) {
            throw uncoercible("ParseFloat");
        }
    }

    private static Pattern compile(final String text) throws FilterException {
        try {
            return Pattern.compile(text);
        } catch (final PatternSyntaxException ex) {
            throw FilterException.inapplicable("failed to compile regular expression \"" + text + "\": "
                    + "error parsing regexp: " + ex.getDescription() + ": `" + ex.getPattern() + "`");
        }
    }

    private FilterException uncoercible(final String function) {
        return FilterException.inapplicable("error getting match value in expression: strconv." + function
                + ": parsing \"" + literal + "\": invalid syntax");
    }

    private FilterException unable(final String operation) {
        return FilterException.inapplicable(
                "cannot perform " + operation + " operations on the value of /" + String.join("/", path));
    }
}
