package io.drover.perf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options of a measurement, {@code -name value}; all are whole numbers, or {@code none}, which is -1. */
final class Options {
    /** What is not wanted at all. */
    static final int NONE = -1;

    private final Map<String, Integer> values = new HashMap<>();

    Options(final List<String> arguments) {
        for (int i = 0; i < arguments.size(); i += 2) {
            final String name = arguments.get(i);
            if (!name.startsWith("-") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("option is \"" + name + "\"; expected -name value");
            }
            values.put(
                    name.substring(1),
                    "none".equals(arguments.get(i + 1)) ? NONE : Integer.valueOf(arguments.get(i + 1)));
        }
    }

    int get(final String name, final int absent) {
        return values.getOrDefault(name, absent);
    }
}
