package io.drover.cluster.member;

/**
 * Layout of a snapshot's file, integers little-endian.
 *
 * <pre>
 *  header, 64 bytes  | magic | format | record format | cluster id | log position | zeroes ... | checksum |
 *                    0       8        12              16           32             40           60
 *
 *  chunk             | length &gt; 0 | checksum | record length | record | record length | record | ...
 *                    0            4          8
 *
 *  trailer           | 0 | checksum | chunks | records |                    nothing follows
 *                    0   4          8        16        24
 * </pre>
 *
 * <p>Checksums are CRC-32C of what follows them, that of the header of what precedes it. A record is one of
 * {@code snapshot-schema.xml}; the last one has the digest of all.
 */
final class SnapshotFileDescriptor {
    static final long MAGIC = 0x31_50_41_4e_53_52_56_44L;
    static final int FORMAT = 1;

    static final int MAGIC_OFFSET = 0;
    static final int FORMAT_OFFSET = 8;
    static final int RECORD_FORMAT_OFFSET = 12;
    static final int CLUSTER_HIGH_OFFSET = 16;
    static final int CLUSTER_LOW_OFFSET = 24;
    static final int LOG_POSITION_OFFSET = 32;
    static final int HEADER_CHECKSUM_OFFSET = 60;
    static final int HEADER_LENGTH = 64;

    static final int LENGTH_OFFSET = 0;
    static final int CHECKSUM_OFFSET = 4;
    static final int CHUNK_HEADER_LENGTH = 8;

    static final int CHUNK_COUNT_OFFSET = 8;
    static final int RECORD_COUNT_OFFSET = 16;
    static final int TRAILER_LENGTH = 24;

    /** A chunk is written when it holds this much. */
    static final int CHUNK_LENGTH = 256 * 1024;

    /** No record is longer; a job's version with all it came with is the longest. */
    static final int RECORD_LENGTH_MAX = 16 * 1024 * 1024;

    static final int CHUNK_LENGTH_MAX = CHUNK_LENGTH + RECORD_LENGTH_MAX + Integer.BYTES;

    private SnapshotFileDescriptor() {}
}
