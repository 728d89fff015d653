package io.drover.scheduler.spec;

import java.util.List;
import org.agrona.DirectBuffer;

/** Access and attachment modes of volumes as numbers: places in the lists of their names. Numbers are for ever. */
public final class VolumeModes {
    /** Access modes by number. */
    public static final List<String> ACCESS = List.of(
            "single-node-reader-only",
            "single-node-writer",
            "single-node-single-writer",
            "single-node-multi-writer",
            "multi-node-reader-only",
            "multi-node-single-writer",
            "multi-node-multi-writer");

    /** Attachment modes by number. */
    public static final List<String> ATTACHMENT = List.of("file-system", "block-device");

    public static final int SINGLE_NODE_READER_ONLY = 0;
    public static final int SINGLE_NODE_WRITER = 1;
    public static final int SINGLE_NODE_SINGLE_WRITER = 2;
    public static final int SINGLE_NODE_MULTI_WRITER = 3;
    public static final int MULTI_NODE_READER_ONLY = 4;
    public static final int MULTI_NODE_SINGLE_WRITER = 5;
    public static final int MULTI_NODE_MULTI_WRITER = 6;
    public static final int FILE_SYSTEM = 0;

    /** Neither in the lists nor left to the default. */
    public static final int UNKNOWN = -1;

    private VolumeModes() {}

    /** What a volume offers that can be used in this way, as a bit; 0 for unknown modes. */
    public static int capability(final int access, final int attachment) {
        return access < 0 || attachment < 0 ? 0 : 1 << (access * ATTACHMENT.size() + attachment);
    }

    /** The number of an access mode by name, with the default of {@link #access(Texts, long, boolean)}. */
    public static int access(final DirectBuffer name, final boolean isReadOnly) {
        if (0 == name.capacity()) {
            return isReadOnly ? SINGLE_NODE_READER_ONLY : SINGLE_NODE_WRITER;
        }
        return find(ACCESS, name);
    }

    /** The number of an attachment mode by name, with its default. */
    public static int attachment(final DirectBuffer name) {
        return 0 == name.capacity() ? FILE_SYSTEM : find(ATTACHMENT, name);
    }

    /** Whether a mode, which may be {@link #UNKNOWN}, lets anybody write who is not of the same node. */
    public static boolean isClusterWriter(final int access) {
        return access == SINGLE_NODE_WRITER || access == MULTI_NODE_SINGLE_WRITER || access == MULTI_NODE_MULTI_WRITER;
    }

    /** Whether what a volume offers includes a mode in which it can be written. */
    public static boolean offersWriting(final int capabilities) {
        for (int access = 0; access < ACCESS.size(); access++) {
            if (isClusterWriter(access)
                    && 0 != (capabilities >>> access * ATTACHMENT.size() & (1 << ATTACHMENT.size()) - 1)) {
                return true;
            }
        }
        return false;
    }

    /** The access mode of a request: readers read, others write alone on their node, unless they say otherwise. */
    static int access(final Texts texts, final long name, final boolean isReadOnly) {
        if (Texts.length(name) == 0) {
            return isReadOnly ? SINGLE_NODE_READER_ONLY : SINGLE_NODE_WRITER;
        }
        return find(ACCESS, texts, name);
    }

    static int attachment(final Texts texts, final long name) {
        return Texts.length(name) == 0 ? FILE_SYSTEM : find(ATTACHMENT, texts, name);
    }

    private static int find(final List<String> names, final DirectBuffer name) {
        for (int i = 0; i < names.size(); i++) {
            if (isNamed(name, names.get(i))) {
                return i;
            }
        }
        return UNKNOWN;
    }

    private static boolean isNamed(final DirectBuffer name, final String ascii) {
        if (name.capacity() != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (name.getByte(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int find(final List<String> names, final Texts texts, final long name) {
        for (int i = 0; i < names.size(); i++) {
            if (texts.equalsAscii(name, names.get(i))) {
                return i;
            }
        }
        return UNKNOWN;
    }
}
