package io.drover.scheduler.spec;

/**
 * What one side of a constraint or an affinity of a device means. Interpolations name a property of a group of like devices; anything
 * else is a literal.
 */
public enum DeviceTarget {
    LITERAL,
    VENDOR,
    TYPE,
    MODEL,
    /** The ids of all instances, with commas between them; while one is chosen, its own. */
    IDS,
    ATTRIBUTE,
    /** An interpolation that is not known: never found. */
    UNKNOWN;

    private static final String ATTRIBUTE_PREFIX = "${device.attr.";

    /** What a text means. */
    public static DeviceTarget of(final Texts texts, final long text) {
        if (!texts.startsWithAscii(text, "${")) {
            return LITERAL;
        }
        if (texts.startsWithAscii(text, ATTRIBUTE_PREFIX) && texts.at(text, Texts.length(text) - 1) == '}') {
            return ATTRIBUTE;
        }
        if (texts.equalsAscii(text, "${device.vendor}")) {
            return VENDOR;
        }
        if (texts.equalsAscii(text, "${device.type}")) {
            return TYPE;
        }
        if (texts.equalsAscii(text, "${device.model}")) {
            return MODEL;
        }
        return texts.equalsAscii(text, "${device.ids}") ? IDS : UNKNOWN;
    }

    /** Offset of the key of an attribute. */
    public static int keyOffset(final long text) {
        return Texts.offset(text) + ATTRIBUTE_PREFIX.length();
    }

    /** Length of the key of an attribute. */
    public static int keyLength(final long text) {
        return Texts.length(text) - ATTRIBUTE_PREFIX.length() - 1;
    }

    /** Whether nodes of one class may differ in it. */
    static boolean escapes(final Texts texts, final long text) {
        return texts.equalsAscii(text, "${device.ids}") || texts.startsWithAscii(text, "${device.attr.unique.");
    }
}
