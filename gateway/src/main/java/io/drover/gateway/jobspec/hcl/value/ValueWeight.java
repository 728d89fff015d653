package io.drover.gateway.jobspec.hcl.value;

import java.util.Collection;

/**
 * The size of a value when written out in full. Values share their parts, so a few lines that double a list or a text each
 * can stand for more than any memory holds; a bound on the written size stops them at the line that goes too far.
 */
final class ValueWeight {

    /** About a million small values or 16 million characters: hundreds of times the largest sensible job. */
    static final int MAX = 1_000_000;

    private static final int CHARACTERS_PER_UNIT = 16;

    private ValueWeight() {}

    static int ofText(final String text) {
        return ofLength(text.length());
    }

    static int ofLength(final long characters) {
        return checked(1L + characters / CHARACTERS_PER_UNIT);
    }

    static int ofParts(final Collection<? extends HclValue> parts) {
        long sum = 1;
        for (final HclValue part : parts) {
            sum += of(part);
        }
        return checked(sum);
    }

    private static int of(final HclValue value) {
        if (value instanceof HclSequence sequence) {
            return sequence.weight();
        }
        if (value instanceof HclMapping mapping) {
            return mapping.weight();
        }
        return value instanceof HclValue.Text text ? 1 + text.value().length() / CHARACTERS_PER_UNIT : 1;
    }

    private static int checked(final long weight) {
        if (weight > MAX) {
            throw new ValueTooLargeException();
        }
        return (int) weight;
    }
}
