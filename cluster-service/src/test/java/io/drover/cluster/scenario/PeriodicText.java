package io.drover.cluster.scenario;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.jobspec.PeriodicSpecEncoder;
import org.agrona.ExpandableArrayBuffer;

/** Encodes when a job of a scenario is launched: {@code periodic minute=30 overlap=0 enabled=0 zone=3600}. */
final class PeriodicText {
    private static final int HOURS = (1 << 24) - 1;
    private static final int MONTHS = 0x1ffe;

    private PeriodicText() {}

    static byte[] encode(final Words words) {
        if (!words.has("periodic")) {
            return new byte[0];
        }
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final PeriodicSpecEncoder spec =
                new PeriodicSpecEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        spec.isEnabled(words.number("enabled", 1) > 0 ? Bool.YES : Bool.NO)
                .prohibitsOverlap(words.number("overlap", 1) > 0 ? Bool.NO : Bool.YES);
        spec.cronsCount(1)
                .next()
                .seconds(1)
                .minutes(1L << words.number("minute", 0))
                .hours(HOURS)
                .days(0)
                .workdays(0)
                .months(MONTHS)
                .weekdays(0)
                .lastWeekdays(0)
                .nthWeekdays(0)
                .years(-1)
                .yearsFrom2034(-1)
                .yearsFrom2098(-1)
                .isLastDay(Bool.NO)
                .isLastWorkday(Bool.NO)
                .restrictsDays(Bool.NO)
                .restrictsWeekdays(Bool.NO);
        spec.offsetsCount(1).next().fromSecond(Long.MIN_VALUE + 1).offsetSeconds(words.number("zone", 0));
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + spec.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
