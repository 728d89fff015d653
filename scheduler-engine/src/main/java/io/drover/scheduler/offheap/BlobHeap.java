package io.drover.scheduler.offheap;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Byte strings of any length up to {@link #LENGTH_MAX}, each contiguous. Short ones share spans of equal blocks, long
 * ones have a run of pages to themselves.
 *
 * <pre>
 *  span, 64 KB, one size class                      run of 4 KB pages
 *  +--------+--------+--------+----------------+    +--------------------------------+
 *  | block  | block  | block  | not used yet   |    | length | bytes ...             |
 *  +--------+--------+--------+----------------+    +--------------------------------+
 *
 *  block in use   | length (int >= 0)            | bytes ... |
 *  block free     | -1 - (next free block + 1)   | stale     |     the span's own list, last freed first
 *
 *  handle = address / 16 + 1, never 0
 * </pre>
 *
 * <p><b>Full is a matter of content.</b> {@link #usedBytes()} sums block lengths of live blobs, and that sum is what
 * {@code usedBytesMax} bounds; two heaps with equal content are equally full whatever happened to them before.
 * Fragmentation may take more memory than that ({@link #allocatedBytes()}), but never turns an answer into "full".
 *
 * <p><b>Handles are places</b>, different on a member that was restored. They belong in rows and nowhere else: not in
 * digests, snapshots, replies or decisions.
 *
 * <p>Owned by one thread. Steady state allocates nothing.
 */
public final class BlobHeap {
    /** No blob; a zeroed field refers to none. */
    public static final int NULL_BLOB = 0;

    /** Longest blob. */
    public static final int LENGTH_MAX = PageRuns.SEGMENT_LENGTH - Integer.BYTES;

    private static final int HEADER_LENGTH = Integer.BYTES;
    private static final int GRANULE_SHIFT = 4;
    private static final int SPAN_PAGES = 16;
    private static final int SPAN_LENGTH = SPAN_PAGES * PageRuns.PAGE_LENGTH;
    private static final int SPAN_SHIFT = 16;
    private static final int SEGMENT_COUNT_MAX = 8191;
    private static final long USED_BYTES_LIMIT = 8L << 30;

    private final long usedBytesMax;
    private final PageRuns pages;
    private final BlobSpans spans;
    private long usedBytes;
    private long liveBytes;
    private int liveCount;

    /**
     * A heap whose live blocks may sum up to {@code usedBytesMax} bytes, at most 8 GB. Handles reach 32 GB, so that
     * fragmentation runs out of memory before it runs out of addresses.
     */
    public BlobHeap(final long usedBytesMax) {
        Invariant.check(
                usedBytesMax > 0 && usedBytesMax <= USED_BYTES_LIMIT, "heap limit is addressable", usedBytesMax);
        this.usedBytesMax = usedBytesMax;
        pages = new PageRuns(SEGMENT_COUNT_MAX);
        spans = new BlobSpans(SEGMENT_COUNT_MAX * (PageRuns.PAGES_PER_SEGMENT / SPAN_PAGES));
    }

    /** Bytes that a blob of this length takes from {@code usedBytesMax}. */
    public static int blockLength(final int length) {
        final int bytes = length + HEADER_LENGTH;
        return bytes <= SizeClasses.BLOCK_LENGTH_MAX
                ? SizeClasses.blockLength(SizeClasses.classOf(bytes))
                : pageCount(bytes) << PageRuns.PAGE_SHIFT;
    }

    /** Whether blobs whose {@link #blockLength(int) block lengths} sum up to this can be added. */
    public boolean hasRoomFor(final long blockBytes) {
        return blockBytes <= usedBytesMax - usedBytes;
    }

    /** Stores a copy and returns its handle, or {@link #NULL_BLOB} when it does not fit any more or is too long. */
    public int put(final DirectBuffer buffer, final int offset, final int length) {
        final int blob = reserve(length);
        if (NULL_BLOB != blob) {
            final long address = address(blob);
            segment(address).putBytes(payloadOffset(address), buffer, offset, length);
        }
        return blob;
    }

    /**
     * Makes room for a blob whose bytes, unspecified for now, the caller writes through
     * {@link #wrap(int, MutableDirectBuffer)}.
     *
     * @return its handle, or {@link #NULL_BLOB} when it does not fit any more or is too long.
     */
    public int reserve(final int length) {
        Invariant.check(length >= 0, "length is not negative", length);
        if (length > LENGTH_MAX || !hasRoomFor(blockLength(length))) {
            return NULL_BLOB;
        }
        final int bytes = length + HEADER_LENGTH;
        final long address = bytes <= SizeClasses.BLOCK_LENGTH_MAX
                ? allocateBlock(SizeClasses.classOf(bytes))
                : addressOfPage(pages.allocate(pageCount(bytes), 1));
        segment(address).putInt(offsetInSegment(address), length);
        usedBytes += blockLength(length);
        liveBytes += length;
        liveCount++;
        return (int) (address >>> GRANULE_SHIFT) + 1;
    }

    /** Bytes of a blob. */
    public int length(final int blob) {
        final long address = address(blob);
        final int length = segment(address).getInt(offsetInSegment(address));
        Invariant.check(length >= 0, "blob is live", blob, length);
        return length;
    }

    /** Points the view at the bytes of a blob, until the blob is freed. */
    public void wrap(final int blob, final DirectBuffer view) {
        final int length = length(blob);
        final long address = address(blob);
        view.wrap(segment(address), payloadOffset(address), length);
    }

    /** The buffer that holds a blob; use with {@link #offset(int)}. */
    public MutableDirectBuffer buffer(final int blob) {
        return segment(address(blob));
    }

    /** Where the bytes of a blob begin in its {@link #buffer(int)}. */
    public int offset(final int blob) {
        return payloadOffset(address(blob));
    }

    /** Copies a blob out and returns its length. */
    public int copyTo(final int blob, final MutableDirectBuffer target, final int targetOffset) {
        final int length = length(blob);
        final long address = address(blob);
        target.putBytes(targetOffset, segment(address), payloadOffset(address), length);
        return length;
    }

    /** Gives a blob back. */
    public void free(final int blob) {
        final int length = length(blob);
        final long address = address(blob);
        final int bytes = length + HEADER_LENGTH;
        if (bytes <= SizeClasses.BLOCK_LENGTH_MAX) {
            freeBlock(address, SizeClasses.classOf(bytes));
        } else {
            segment(address).putInt(offsetInSegment(address), -1);
            pages.free((int) (address >>> PageRuns.PAGE_SHIFT), pageCount(bytes));
        }
        usedBytes -= blockLength(length);
        liveBytes -= length;
        liveCount--;
    }

    /** Becomes equal to another heap: the same blobs under the same handles. */
    public void copyFrom(final BlobHeap other) {
        pages.copyFrom(other.pages);
        spans.copyFrom(other.spans);
        usedBytes = other.usedBytes;
        liveBytes = other.liveBytes;
        liveCount = other.liveCount;
    }

    /** Takes memory ahead for a copy; see {@link Segments#growLike}. */
    public int growLike(final BlobHeap other, final int segmentsMax) {
        return pages.growLike(other.pages, segmentsMax);
    }

    /** Gives the memory of all blobs back; the heap cannot be used any more. */
    public void freeMemory() {
        pages.freeMemory();
    }

    /** Blobs that were put and not freed: compared with the references in rows, this finds leaks. */
    public int liveCount() {
        return liveCount;
    }

    /** Sum of the lengths of live blobs. */
    public long liveBytes() {
        return liveBytes;
    }

    /** Sum of the block lengths of live blobs: what the limit bounds. */
    public long usedBytes() {
        return usedBytes;
    }

    /** The limit of {@link #usedBytes()}. */
    public long usedBytesMax() {
        return usedBytesMax;
    }

    /** Bytes of direct memory in use, fragmentation included. */
    public long allocatedBytes() {
        return pages.allocatedBytes();
    }

    /** Bytes in spans and runs: what the content and its fragmentation occupy at the moment. */
    public long takenBytes() {
        return (long) pages.takenPages() << PageRuns.PAGE_SHIFT;
    }

    private long allocateBlock(final int sizeClass) {
        int span = spans.partial(sizeClass);
        if (BlobSpans.NONE == span) {
            span = pages.allocate(SPAN_PAGES, SPAN_PAGES) / SPAN_PAGES;
            spans.open(span, sizeClass);
        }
        final long spanAddress = (long) span << SPAN_SHIFT;
        final int blockLength = SizeClasses.blockLength(sizeClass);
        final int freeBlock = spans.freeHead(span);
        final int block;
        if (BlobSpans.NONE != freeBlock) {
            block = freeBlock;
            final long address = spanAddress + (long) block * blockLength;
            spans.freeHead(span, -1 - segment(address).getInt(offsetInSegment(address)) - 1);
        } else {
            block = spans.takeUntouched(span);
        }
        spans.taken(span, SPAN_LENGTH / blockLength);
        return spanAddress + (long) block * blockLength;
    }

    private void freeBlock(final long address, final int sizeClass) {
        final int span = (int) (address >>> SPAN_SHIFT);
        final int blockLength = SizeClasses.blockLength(sizeClass);
        final int offsetInSpan = (int) (address & (SPAN_LENGTH - 1));
        Invariant.check(spans.isOpen(span, sizeClass), "span holds blocks of this class", span, sizeClass);
        Invariant.check(offsetInSpan % blockLength == 0, "blob begins at a block", offsetInSpan, blockLength);
        segment(address).putInt(offsetInSegment(address), -1 - (spans.freeHead(span) + 1));
        spans.freeHead(span, offsetInSpan / blockLength);
        if (spans.released(span, SPAN_LENGTH / blockLength)) {
            pages.free(span * SPAN_PAGES, SPAN_PAGES);
        }
    }

    private UnsafeBuffer segment(final long address) {
        return pages.segment((int) (address >>> PageRuns.PAGE_SHIFT));
    }

    private static long address(final int blob) {
        Invariant.check(blob > NULL_BLOB, "handle refers to a blob", blob);
        return (long) (blob - 1) << GRANULE_SHIFT;
    }

    private static int payloadOffset(final long address) {
        return offsetInSegment(address) + HEADER_LENGTH;
    }

    private static int offsetInSegment(final long address) {
        return (int) (address & (PageRuns.SEGMENT_LENGTH - 1));
    }

    private static long addressOfPage(final int page) {
        return (long) page << PageRuns.PAGE_SHIFT;
    }

    private static int pageCount(final int bytes) {
        return (bytes + PageRuns.PAGE_LENGTH - 1) >>> PageRuns.PAGE_SHIFT;
    }
}
