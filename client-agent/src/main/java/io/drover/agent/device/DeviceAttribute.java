package io.drover.agent.device;

import io.drover.sbe.common.DeviceValueKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property of a group of like devices, with a type and perhaps a unit; immutable.
 *
 * @param kind what it is.
 * @param number the integer, 1 for true, or the bits of the decimal number; 0 for texts.
 * @param text the text; empty for others.
 * @param unit unit of a number, or empty.
 */
public record DeviceAttribute(DeviceValueKind kind, long number, String text, String unit) {
    private static final Pattern NUMBER =
            Pattern.compile("([-+]?\\d{1,18})(\\.\\d{1,18})? ?((?:[kKMGTPE]i?)?B(?:/s)?|[MG]Hz|mW|W|kW|MW|GW)?");

    /** Reads a value as operators and tools write it: {@code 16 GiB}, {@code 7.5}, {@code true}, {@code T4}. */
    public static DeviceAttribute of(final String written) {
        final Matcher matcher = NUMBER.matcher(written);
        if (matcher.matches()) {
            final String unit = matcher.group(3) == null ? "" : matcher.group(3);
            return matcher.group(2) == null
                    ? new DeviceAttribute(DeviceValueKind.INTEGER, Long.parseLong(matcher.group(1)), "", unit)
                    : new DeviceAttribute(
                            DeviceValueKind.DECIMAL,
                            Double.doubleToLongBits(Double.parseDouble(matcher.group(1) + matcher.group(2))),
                            "",
                            unit);
        }
        return switch (written) {
            case "true", "false" -> new DeviceAttribute(DeviceValueKind.BOOL, written.equals("true") ? 1 : 0, "", "");
            default -> new DeviceAttribute(DeviceValueKind.TEXT, 0, written, "");
        };
    }
}
