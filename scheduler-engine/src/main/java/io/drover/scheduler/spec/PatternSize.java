package io.drover.scheduler.spec;

/**
 * How large a regular expression becomes when it is compiled, at most. Compiling and matching recurse as deep as an expression is large, and
 * where a stack ends differs from machine to machine: so expressions above {@link #MAX} match nothing, everywhere.
 */
final class PatternSize {
    /** Far more than anybody writes; deep enough below the end of any stack. */
    static final int MAX = 2_000;

    /** Repetition counts above this are refused by the compiler itself. */
    private static final int COUNT_MAX = 1_000;

    private static final int DEPTH_MAX = 100;

    private final byte[] pattern;
    private final long[] outer = new long[DEPTH_MAX];
    private int at;
    private int depth;
    private long sum;
    private long last;

    private PatternSize(final byte[] pattern) {
        this.pattern = pattern;
    }

    /** Whether an expression is small enough. */
    static boolean isBounded(final byte[] pattern) {
        return new PatternSize(pattern).measure();
    }

    private boolean measure() {
        while (at < pattern.length) {
            final byte next = pattern[at++];
            switch (next) {
                case '(' -> {
                    if (depth == DEPTH_MAX) {
                        return false;
                    }
                    outer[depth++] = sum + last;
                    sum = 2;
                    last = 0;
                }
                case ')' -> {
                    last += sum;
                    sum = depth > 0 ? outer[--depth] : 0;
                }
                case '[' -> {
                    skipClass();
                    add(1);
                }
                case '{' -> last *= count();
                case '\\' -> {
                    at++;
                    add(1);
                }
                case '*', '+', '?' -> last++;
                default -> add(1);
            }
            if (sum + last > MAX) {
                return false;
            }
        }
        return true;
    }

    private void add(final int size) {
        sum += last;
        last = size;
    }

    private void skipClass() {
        // A bracket right behind the opening one, or behind the caret, is a member.
        at += at < pattern.length && pattern[at] == '^' ? 2 : 1;
        while (at < pattern.length && pattern[at] != ']') {
            at += pattern[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    /** The larger count of a repetition, at least 1; what is no repetition counts once. */
    private int count() {
        int larger = 1;
        int number = 0;
        int end = at;
        while (end < pattern.length && pattern[end] != '}') {
            final int digit = pattern[end++] - '0';
            if (digit >= 0 && digit <= 9) {
                number = Math.min(COUNT_MAX, number * 10 + digit);
                larger = Math.max(larger, number);
            } else {
                number = 0;
            }
        }
        at = Math.min(pattern.length, end + 1);
        return larger;
    }
}
