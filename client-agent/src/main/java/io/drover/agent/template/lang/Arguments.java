package io.drover.agent.template.lang;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, the piped value last. What does not have the expected type is refused by name. */
public final class Arguments {
    private final String function;
    private final List<@Nullable Object> values;

    Arguments(final String function, final List<? extends @Nullable Object> values) {
        this.function = function;
        this.values = Collections.unmodifiableList(new ArrayList<@Nullable Object>(values));
    }

    /** How many there are. */
    public int size() {
        return values.size();
    }

    /** All of them. */
    public List<@Nullable Object> all() {
        return values;
    }

    /** Those from a position on. */
    public List<@Nullable Object> from(final int position) {
        return values.subList(Math.min(position, values.size()), values.size());
    }

    /** Refuses any other number of arguments. */
    public Arguments exactly(final int count) throws FunctionException {
        if (values.size() != count) {
            throw wrongNumber("want " + count);
        }
        return this;
    }

    /** Refuses fewer arguments. */
    public Arguments atLeast(final int count) throws FunctionException {
        if (values.size() < count) {
            throw wrongNumber("want at least " + count);
        }
        return this;
    }

    private FunctionException wrongNumber(final String wanted) {
        return new FunctionException("wrong number of args for " + function + ": " + wanted + " got " + values.size());
    }

    /** One of them, of any type. */
    public @Nullable Object at(final int position) throws FunctionException {
        return atLeast(position + 1).values.get(position);
    }

    /** The last one, of any type. */
    public @Nullable Object last() throws FunctionException {
        return at(Math.max(0, values.size() - 1));
    }

    /** A text. */
    public String text(final int position) throws FunctionException {
        final Object value = at(position);
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof TemplateObject object && Values.isText(object)) {
            return object.toString();
        }
        throw wrongType("string", value);
    }

    /** A text, or whatever the value prints as. */
    public String printed(final int position) throws FunctionException {
        return GoFormat.plain(at(position));
    }

    /** An integer. */
    public long integer(final int position) throws FunctionException {
        final Object value = at(position);
        if (value instanceof Long number) {
            return number;
        }
        throw wrongType("int", value);
    }

    /** A list. */
    public List<?> list(final int position) throws FunctionException {
        final Object value = at(position);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrongType("[]interface {}", value);
    }

    /** A map. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> map(final int position) throws FunctionException {
        final Object value = at(position);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw wrongType("map[string]interface {}", value);
    }

    /** A refusal of a value's type. */
    public FunctionException wrongType(final String expected, final @Nullable Object value) {
        return new FunctionException("wrong type for value; expected " + expected + "; got " + Values.typeName(value));
    }
}
