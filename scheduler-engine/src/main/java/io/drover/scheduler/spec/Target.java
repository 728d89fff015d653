package io.drover.scheduler.spec;

/**
 * What one side of a criterion means. Interpolations name a property of the node; anything else is a literal.
 */
public enum Target {
    LITERAL,
    NODE_ID,
    NODE_NAME,
    DATACENTER,
    NODE_CLASS,
    NODE_POOL,
    /** {@code attr.X} or {@code meta.X}, equal for all nodes of a class. */
    KEY,
    /** {@code attr.unique.X} or {@code meta.unique.X}. */
    UNIQUE_KEY,
    /** An interpolation that is not known: never found. */
    UNKNOWN;

    private static final String[] ESCAPING = {"${unique.", "${node.unique.", "${attr.unique.", "${meta.unique."};

    /** What a text means. */
    public static Target of(final Texts texts, final long text) {
        if (!texts.startsWithAscii(text, "${")) {
            return LITERAL;
        }
        if (texts.at(text, Texts.length(text) - 1) != '}') {
            return UNKNOWN;
        }
        if (texts.startsWithAscii(text, "${attr.unique.") || texts.startsWithAscii(text, "${meta.unique.")) {
            return UNIQUE_KEY;
        }
        if (texts.startsWithAscii(text, "${attr.") || texts.startsWithAscii(text, "${meta.")) {
            return KEY;
        }
        return named(texts, text);
    }

    /** Whether a criterion with this text cannot be decided for a whole class of nodes. */
    static boolean escapes(final Texts texts, final long text) {
        for (final String prefix : ESCAPING) {
            if (texts.startsWithAscii(text, prefix)) {
                return true;
            }
        }
        return false;
    }

    private static Target named(final Texts texts, final long text) {
        if (texts.equalsAscii(text, "${node.unique.id}")) {
            return NODE_ID;
        }
        if (texts.equalsAscii(text, "${node.unique.name}")) {
            return NODE_NAME;
        }
        if (texts.equalsAscii(text, "${node.datacenter}")) {
            return DATACENTER;
        }
        if (texts.equalsAscii(text, "${node.class}")) {
            return NODE_CLASS;
        }
        return texts.equalsAscii(text, "${node.pool}") ? NODE_POOL : UNKNOWN;
    }
}
