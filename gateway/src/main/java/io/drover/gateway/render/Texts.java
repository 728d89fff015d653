package io.drover.gateway.render;

import io.drover.sbe.common.UuidDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Small values as the API spells them. */
final class Texts {
    private Texts() {}

    /** An id, empty for none. */
    static String uuid(final UuidDecoder decoder) {
        final long high = decoder.high();
        final long low = decoder.low();
        return high == 0 && low == 0 ? "" : new UUID(high, low).toString();
    }

    /** Cluster milliseconds as the nanoseconds that clients expect. */
    static long nanos(final long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }

    /** A time in RFC 3339, trailing zeros cut. */
    static String time(final long ms) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC));
    }

    /** A wire name such as {@code CLIENT_UPDATE} as the API spells it: {@code client-update}. */
    static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Digest of a node's class. */
    static String computedClass(final long digest) {
        return "v1:" + Long.toUnsignedString(digest);
    }
}
