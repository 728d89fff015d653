package io.drover.agent.template.function;

import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateFunction;
import io.drover.agent.template.lang.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times, which are UTC unless a zone is named. */
final class ClockFunctions {
    private static final String RFC_3339 = "2006-01-02T15:04:05Z07:00";
    private static final String PRINTED = "2006-01-02 15:04:05.999999999 -0700 MST";

    private ClockFunctions() {}

    static void addTo(final Map<String, TemplateFunction> functions, final TemplateSources sources) {
        functions.put("timestamp", args -> timestamp(args, sources.now()));
        functions.put("sprig_now", args -> ofInstant(sources.now()));
        functions.put("sprig_date", args -> format(args.exactly(2).at(1), args.text(0), "UTC"));
        functions.put("sprig_dateInZone", args -> format(args.exactly(3).at(1), args.text(0), args.text(2)));
        functions.put("sprig_htmlDate", args -> format(args.exactly(1).at(0), "2006-01-02", "UTC"));
        functions.put(
                "sprig_unixEpoch",
                args -> Long.toString(instant(args.exactly(1).at(0)).getEpochSecond()));
    }

    /** A time as a value. */
    static Struct ofNanos(final long epochNs) {
        return ofInstant(
                Instant.ofEpochSecond(Math.floorDiv(epochNs, 1_000_000_000L), Math.floorMod(epochNs, 1_000_000_000L)));
    }

    private static Struct ofInstant(final Instant instant) {
        return new Struct(
                "time.Time",
                Map.of(
                        "Unix",
                        instant.getEpochSecond(),
                        "UnixNano",
                        instant.getEpochSecond() * 1_000_000_000L + instant.getNano()),
                TimeLayout.format(instant.atZone(ZoneOffset.UTC), PRINTED));
    }

    private static String timestamp(final Arguments args, final Instant now) throws FunctionException {
        if (args.size() > 1) {
            throw new FunctionException(
                    "timestamp: wrong number of arguments, expected 0 or 1, but got " + args.size());
        }
        final String layout = args.size() == 0 ? RFC_3339 : args.text(0);
        return layout.equals("unix")
                ? Long.toString(now.getEpochSecond())
                : TimeLayout.format(now.atZone(ZoneOffset.UTC), layout);
    }

    private static String format(final @Nullable Object value, final String layout, final String zone)
            throws FunctionException {
        try {
            return TimeLayout.format(instant(value).atZone(ZoneId.of(zone)), layout);
        } catch (final DateTimeException e) {
            throw new FunctionException("unknown time zone " + zone);
        }
    }

    private static Instant instant(final @Nullable Object value) throws FunctionException {
        if (value instanceof Struct time && time.get("UnixNano") instanceof Long nanos) {
            return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        }
        if (value instanceof Long seconds) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new FunctionException("wrong type for value; expected time.Time; got " + Values.typeName(value));
    }
}
