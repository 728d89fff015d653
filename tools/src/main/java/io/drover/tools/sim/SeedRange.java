package io.drover.tools.sim;

/** The seeds from the first to the last. */
record SeedRange(long first, long last) {
    /** Reads {@code 1-100} or a single number. */
    static SeedRange parse(final String text) {
        final int dash = text.indexOf('-', 1);
        try {
            final long first = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
            final long last = dash < 0 ? first : Long.parseLong(text.substring(dash + 1));
            if (last >= first) {
                return new SeedRange(first, last);
            }
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException("-seeds is \"" + text + "\"; expected two numbers such as 1-100", ex);
        }
        throw new IllegalArgumentException("-seeds is \"" + text + "\"; expected the smaller number first");
    }

    long count() {
        return last - first + 1;
    }
}
