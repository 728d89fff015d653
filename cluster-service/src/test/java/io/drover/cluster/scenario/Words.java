package io.drover.cluster.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One line of a scenario: plain words, and options of the form {@code key=value}. */
final class Words {
    private final List<String> plain = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();

    private Words() {}

    static Words of(final String line) {
        final Words words = new Words();
        for (final String word : line.trim().split("\\s+")) {
            final int equals = word.indexOf('=');
            if (equals > 0) {
                words.options.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                words.plain.add(word);
            }
        }
        return words;
    }

    String word(final int index) {
        return plain.get(index);
    }

    /** Plain words, the first included. */
    int count() {
        return plain.size();
    }

    boolean has(final String word) {
        return plain.contains(word);
    }

    String text(final String option, final String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    int number(final String option, final int otherwise) {
        return Integer.parseInt(text(option, Integer.toString(otherwise)));
    }

    /** Milliseconds of {@code 250ms}, {@code 5s}, {@code 3m} or {@code 1h}. */
    static long duration(final String text) {
        if (text.endsWith("ms")) {
            return Long.parseLong(text.substring(0, text.length() - 2));
        }
        final long value = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> value * 1_000;
            case 'm' -> value * 60_000;
            case 'h' -> value * 3_600_000;
            default -> throw new IllegalArgumentException("duration " + text);
        };
    }
}
