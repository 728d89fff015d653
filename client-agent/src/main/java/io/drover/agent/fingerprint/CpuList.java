package io.drover.agent.fingerprint;

import java.util.ArrayList;
import java.util.List;

/** The kernel's text form of a set of numbers, for example {@code 0-3,8}. */
public final class CpuList {
    /** More than any host has; a list beyond it is refused. */
    private static final int MAX_NUMBER = 65_535;

    private CpuList() {}

    /**
     * Parses a list; empty text is the empty set.
     *
     * @throws IllegalArgumentException naming the part that is wrong.
     */
    public static List<Integer> parse(final String text) {
        final List<Integer> numbers = new ArrayList<>();
        for (final String part : text.isBlank() ? new String[0] : text.trim().split(",")) {
            final String[] ends = part.trim().split("-", 2);
            try {
                final int first = Integer.parseInt(ends[0]);
                final int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
                if (first < 0 || last < first || last > MAX_NUMBER) {
                    throw new IllegalArgumentException("invalid range \"" + part + "\" in \"" + text + "\"");
                }
                for (int number = first; number <= last; number++) {
                    numbers.add(number);
                }
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("invalid number \"" + part + "\" in \"" + text + "\"", e);
            }
        }
        return numbers;
    }

    /** Writes ascending numbers. */
    public static String format(final List<Integer> numbers) {
        final StringBuilder text = new StringBuilder();
        int start = 0;
        while (start < numbers.size()) {
            int end = start;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            text.append(text.length() == 0 ? "" : ",").append(numbers.get(start));
            if (end > start) {
                text.append('-').append(numbers.get(end));
            }
            start = end + 1;
        }
        return text.toString();
    }
}
