package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BlobHeapTest {
    private static final class Blob {
        private final int handle;
        private final byte[] bytes;

        Blob(final int handle, final byte[] bytes) {
            this.handle = handle;
            this.bytes = bytes;
        }
    }

    @Test
    void shouldAgreeWithByteArrays() {
        final Random random = Seeds.newRandom();
        final BlobHeap heap = new BlobHeap(64L << 20);
        final List<Blob> blobs = new ArrayList<>();
        long usedBytes = 0;
        long liveBytes = 0;

        for (int i = 0; i < 60_000; i++) {
            if (blobs.isEmpty() || random.nextInt(100) < (i / 15_000 % 2 == 0 ? 55 : 45)) {
                final byte[] bytes = randomBytes(random);
                final int handle = heap.put(new UnsafeBuffer(bytes), 0, bytes.length);
                assertThat(handle).isNotEqualTo(BlobHeap.NULL_BLOB);
                blobs.add(new Blob(handle, bytes));
                usedBytes += BlobHeap.blockLength(bytes.length);
                liveBytes += bytes.length;
            } else {
                final Blob blob = takeAny(random, blobs);
                checkContent(heap, blob);
                heap.free(blob.handle);
                usedBytes -= BlobHeap.blockLength(blob.bytes.length);
                liveBytes -= blob.bytes.length;
            }
            assertThat(heap.usedBytes()).isEqualTo(usedBytes);
            assertThat(heap.liveBytes()).isEqualTo(liveBytes);
            assertThat(heap.liveCount()).isEqualTo(blobs.size());
            assertThat(heap.takenBytes()).isBetween(usedBytes, heap.allocatedBytes());
        }

        blobs.forEach(blob -> checkContent(heap, blob));
        blobs.forEach(blob -> heap.free(blob.handle));
        assertThat(heap.usedBytes()).isZero();
        assertThat(heap.liveBytes()).isZero();
        assertThat(heap.liveCount()).isZero();
        assertThat(heap.takenBytes()).isZero();
    }

    private static byte[] randomBytes(final Random random) {
        final int length = switch (random.nextInt(200)) {
            case 0 -> random.nextInt(200_000);
            case 1, 2, 3 -> random.nextInt(20_000);
            case 4 -> 0;
            default -> random.nextInt(1 << 3 + random.nextInt(7));
        };
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Blob takeAny(final Random random, final List<Blob> blobs) {
        final int index = random.nextInt(blobs.size());
        final Blob blob = blobs.get(index);
        final Blob last = blobs.remove(blobs.size() - 1);
        if (index < blobs.size()) {
            blobs.set(index, last);
        }
        return blob;
    }

    private static void checkContent(final BlobHeap heap, final Blob blob) {
        assertThat(heap.length(blob.handle)).isEqualTo(blob.bytes.length);
        final UnsafeBuffer view = new UnsafeBuffer();
        heap.wrap(blob.handle, view);
        final byte[] actual = new byte[view.capacity()];
        view.getBytes(0, actual);
        assertThat(actual).isEqualTo(blob.bytes);
    }

    @Test
    void shouldBeFullByContentAlone() {
        final Random random = Seeds.newRandom();
        final UnsafeBuffer source = new UnsafeBuffer(new byte[100_000]);
        final BlobHeap lived = new BlobHeap(1 << 20);
        final List<Integer> handles = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            final int handle = lived.put(source, 0, random.nextInt(1 << 3 + random.nextInt(14)));
            if (handle != BlobHeap.NULL_BLOB) {
                handles.add(handle);
            }
            if (handle == BlobHeap.NULL_BLOB || random.nextInt(3) == 0) {
                lived.free(handles.remove(random.nextInt(handles.size())));
            }
        }
        final BlobHeap rebuilt = new BlobHeap(1 << 20);
        for (final int handle : handles) {
            assertThat(rebuilt.put(source, 0, lived.length(handle))).isNotEqualTo(BlobHeap.NULL_BLOB);
        }

        assertThat(rebuilt.usedBytes()).isEqualTo(lived.usedBytes());
        int length = 100_000;
        while (length > 0) {
            final int handle = lived.put(source, 0, length);
            assertThat(rebuilt.put(source, 0, length) == BlobHeap.NULL_BLOB).isEqualTo(handle == BlobHeap.NULL_BLOB);
            if (handle == BlobHeap.NULL_BLOB) {
                length = length * 9 / 10;
            }
        }
        assertThat(lived.hasRoomFor(BlobHeap.blockLength(13))).isFalse();
        assertThat(lived.usedBytes()).isEqualTo(rebuilt.usedBytes());
    }

    @Test
    void shouldKeepLongBlobsContiguous() {
        final BlobHeap heap = new BlobHeap(64 << 20);
        final UnsafeBuffer source = new UnsafeBuffer(new byte[BlobHeap.LENGTH_MAX + 1]);
        source.putLong(BlobHeap.LENGTH_MAX - 8, 42);
        final int longest = heap.put(source, 0, BlobHeap.LENGTH_MAX);
        final UnsafeBuffer view = new UnsafeBuffer();
        heap.wrap(longest, view);
        assertThat(view.capacity()).isEqualTo(BlobHeap.LENGTH_MAX);
        assertThat(view.getLong(BlobHeap.LENGTH_MAX - 8)).isEqualTo(42);
        assertThat(heap.put(source, 0, BlobHeap.LENGTH_MAX + 1)).isEqualTo(BlobHeap.NULL_BLOB);
        assertThat(heap.put(source, 0, Integer.MAX_VALUE - 10)).isEqualTo(BlobHeap.NULL_BLOB);
        heap.free(longest);
        assertThat(heap.takenBytes()).isZero();
    }

    @Test
    void shouldLetTheCallerWriteAReservedBlob() {
        final BlobHeap heap = new BlobHeap(1 << 20);
        final int handle = heap.reserve(16);
        final UnsafeBuffer view = new UnsafeBuffer();
        heap.wrap(handle, view);
        view.putLong(0, 1);
        view.putLong(8, 2);
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[20]);
        assertThat(heap.copyTo(handle, copy, 4)).isEqualTo(16);
        assertThat(copy.getLong(4)).isEqualTo(1);
        assertThat(heap.buffer(handle).getLong(heap.offset(handle) + 8)).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatIsNoLiveHandle() {
        final BlobHeap heap = new BlobHeap(1 << 20);
        final UnsafeBuffer source = new UnsafeBuffer(new byte[10_000]);
        final int kept = heap.put(source, 0, 40);
        final int small = heap.put(source, 0, 40);
        final int large = heap.put(source, 0, 10_000);
        heap.free(small);
        heap.free(large);
        assertThatThrownBy(() -> heap.free(small)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> heap.free(large)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> heap.length(small)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> heap.length(BlobHeap.NULL_BLOB)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> heap.reserve(-1)).isInstanceOf(InvariantViolation.class);
        assertThat(heap.length(kept)).isEqualTo(40);
    }

    @Test
    void shouldReuseBlocksBeforeItGrows() {
        final BlobHeap heap = new BlobHeap(256 << 20);
        final UnsafeBuffer source = new UnsafeBuffer(new byte[1_000]);
        final int[] handles = new int[30_000];
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < handles.length; i++) {
                handles[i] = heap.put(source, 0, 20 + i % 100);
            }
            for (final int handle : handles) {
                heap.free(handle);
            }
        }
        assertThat(heap.allocatedBytes()).isEqualTo(PageRuns.SEGMENT_LENGTH);
    }

    @Test
    void shouldAllocateNothing() {
        final BlobHeap heap = new BlobHeap(16 << 20);
        final UnsafeBuffer source = new UnsafeBuffer(new byte[40_000]);
        final UnsafeBuffer view = new UnsafeBuffer();
        final int[] handles = new int[256];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = heap.put(source, 0, i);
        }
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int i = next[0]++ & 255;
            heap.wrap(handles[i], view);
            Invariant.check(heap.length(handles[i]) == view.capacity(), "lengths agree");
            heap.free(handles[i]);
            handles[i] = heap.put(source, 0, next[0] % 40 == 0 ? 35_000 : next[0] * 37 & 1023);
        });
    }
}
