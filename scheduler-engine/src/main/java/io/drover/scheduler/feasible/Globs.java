package io.drover.scheduler.feasible;

import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Texts;

/**
 * Patterns for data centers: {@code *} stands for any bytes, everything else for itself.
 */
final class Globs {
    private Globs() {}

    static boolean matches(final Texts texts, final long pattern, final StringTable strings, final int id) {
        final int patternLength = Texts.length(pattern);
        final int length = strings.length(id);
        final int offset = strings.offset(id);
        int position = 0;
        int at = 0;
        int star = -1;
        int resume = 0;
        while (at < length) {
            final boolean isStar = position < patternLength && texts.at(pattern, position) == '*';
            if (isStar) {
                star = position++;
                resume = at;
            } else if (position < patternLength
                    && texts.at(pattern, position) == (strings.buffer(id).getByte(offset + at) & 0xff)) {
                position++;
                at++;
            } else if (star >= 0) {
                position = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (position < patternLength && texts.at(pattern, position) == '*') {
            position++;
        }
        return position == patternLength;
    }
}
