package io.drover.tools.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a request, sorted by name as the reference client sends them. */
public final class Query {
    private final Map<String, String> parameters = new TreeMap<>();
    private final StringBuilder repeated = new StringBuilder();

    /** Sets a parameter; an empty value leaves it out. */
    public Query with(final String name, final String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
        return this;
    }

    /** Adds one more value of a parameter that may have several. */
    public Query add(final String name, final String value) {
        repeated.append(repeated.length() == 0 ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value));
        return this;
    }

    /** Sets a parameter to {@code true} when the condition holds. */
    public Query when(final boolean condition, final String name) {
        return condition ? with(name, "true") : this;
    }

    boolean has(final String name) {
        return parameters.containsKey(name);
    }

    /** Empty, or the parameters with a question mark in front. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        for (final Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(text.length() == 0 ? '?' : '&').append(encode(parameter.getKey()));
            text.append('=').append(encode(parameter.getValue()));
        }
        if (repeated.length() > 0) {
            text.append(text.length() == 0 ? '?' : '&').append(repeated);
        }
        return text.toString();
    }

    /** A name as one segment of a path. */
    public static String segment(final String name) {
        return encode(name).replace("+", "%20");
    }

    private static String encode(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
