package io.drover.scheduler.offheap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StringTableTest {
    private final BlobHeap blobs = new BlobHeap(64 << 20);

    @Test
    void shouldAgreeWithAHashMapOfCountedStrings() {
        final Random random = Seeds.newRandom();
        final StringTable table = new StringTable(20_000, blobs, random.nextLong());
        final Map<String, Integer> references = new HashMap<>();
        final Map<String, Integer> ids = new HashMap<>();

        for (int i = 0; i < 200_000; i++) {
            final String text = "name-" + random.nextInt(20_000) + (random.nextInt(8) == 0 ? "-\u00fc\u20ac" : "");
            if (random.nextInt(10) < (i / 50_000 % 2 == 0 ? 7 : 4)) {
                final int id = table.internText(text);
                if (references.size() == 20_000 && !references.containsKey(text)) {
                    assertThat(id).isEqualTo(StringTable.NULL_STRING);
                    continue;
                }
                references.merge(text, 1, Integer::sum);
                final Integer known = ids.put(text, id);
                assertThat(known == null || known == id).isTrue();
            } else if (references.containsKey(text)) {
                table.release(ids.get(text));
                if (references.merge(text, -1, Integer::sum) == 0) {
                    references.remove(text);
                    ids.remove(text);
                }
            }
            assertThat(find(table, text)).isEqualTo(ids.getOrDefault(text, StringTable.NULL_STRING));
            assertThat(table.count()).isEqualTo(ids.size());
            assertThat(blobs.liveCount()).isEqualTo(ids.size());
        }
        ids.forEach((text, id) -> {
            assertThat(table.text(id)).isEqualTo(text);
            assertThat(table.references(id)).isEqualTo(references.get(text));
        });
    }

    @Test
    void shouldRestoreEveryStringUnderItsId() {
        final Random random = Seeds.newRandom();
        final StringTable original = new StringTable(5_000, blobs, 1);
        for (int i = 0; i < 20_000; i++) {
            original.internText("key-" + random.nextInt(4_000));
            final int id = random.nextInt(5_000);
            if (original.isLive(id)) {
                original.release(id);
            }
        }

        final BlobHeap otherBlobs = new BlobHeap(64 << 20);
        final StringTable restored = new StringTable(5_000, otherBlobs, 1);
        for (int id = original.first(); id != StringTable.NULL_STRING; id = original.next(id)) {
            assertThat(restored.restore(
                            id, original.buffer(id), original.offset(id), original.length(id), original.references(id)))
                    .isTrue();
        }

        assertThat(restored.count()).isEqualTo(original.count());
        assertThat(otherBlobs.usedBytes()).isEqualTo(blobs.usedBytes());
        for (int i = 0; i < 4_000; i++) {
            assertThat(find(restored, "key-" + i)).isEqualTo(find(original, "key-" + i));
        }
        for (int i = 0; i < 2_000; i++) {
            assertThat(restored.internText("new-" + i)).isEqualTo(original.internText("new-" + i));
        }
    }

    @Test
    void shouldKnowTheEmptyStringFromTheStart() {
        final StringTable table = new StringTable(1, blobs, 0);
        assertThat(table.internText("")).isEqualTo(StringTable.EMPTY);
        assertThat(table.count()).isZero();
        assertThat(table.first()).isEqualTo(StringTable.NULL_STRING);
        table.acquire(StringTable.EMPTY);
        table.release(StringTable.EMPTY);
        table.release(StringTable.EMPTY);
        assertThat(table.length(StringTable.EMPTY)).isZero();
        assertThat(table.text(StringTable.EMPTY)).isEmpty();
        final UnsafeBuffer view = new UnsafeBuffer();
        table.wrap(StringTable.EMPTY, view);
        assertThat(view.capacity()).isZero();
        assertThat(table.compare(StringTable.EMPTY, table.internText("a"))).isNegative();
    }

    @Test
    void shouldRefuseNewStringsWhenTableOrBlobHeapIsFull() {
        final StringTable table = new StringTable(2, blobs, 0);
        final int a = table.internText("a");
        assertThat(table.hasRoomFor(1)).isTrue();
        final int b = table.internText("b");
        assertThat(table.hasRoomFor(1)).isFalse();
        assertThat(table.internText("c")).isEqualTo(StringTable.NULL_STRING);
        assertThat(table.internText("a")).isEqualTo(a);
        table.release(b);
        assertThat(table.internText("c")).isEqualTo(b);

        final StringTable small = new StringTable(100, new BlobHeap(64), 0);
        assertThat(small.internText("x".repeat(20))).isEqualTo(1);
        assertThat(small.internText("y".repeat(50))).isEqualTo(StringTable.NULL_STRING);
        assertThat(small.internText("y".repeat(20))).isEqualTo(2);
        assertThat(small.count()).isEqualTo(2);
    }

    @Test
    void shouldOrderByBytes() {
        final Random random = Seeds.newRandom();
        final StringTable table = new StringTable(2_000, blobs, 0);
        for (int i = 0; i < 2_000; i++) {
            final byte[] bytes = new byte[random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(3) + 126);
            }
            table.intern(new UnsafeBuffer(bytes), 0, bytes.length);
        }
        for (int a = table.first(); a != StringTable.NULL_STRING; a = table.next(a)) {
            final int b = random.nextInt(table.count() + 1);
            final int order = Arrays.compareUnsigned(bytes(table, a), bytes(table, b));
            assertThat(Integer.signum(table.compare(a, b))).isEqualTo(Integer.signum(order));
            assertThat(Integer.signum(table.compare(a, table.buffer(b), table.offset(b), table.length(b))))
                    .isEqualTo(Integer.signum(order));
            if (table.prefix(a) != table.prefix(b)) {
                assertThat(Long.compareUnsigned(table.prefix(a), table.prefix(b)))
                        .isEqualTo(Integer.signum(order));
            }
        }
    }

    @Test
    void shouldCompareWithoutInterning() {
        final StringTable table = new StringTable(10, blobs, 0);
        final int id = table.internText("platform.aws.instance-type");
        final UnsafeBuffer prefix = new UnsafeBuffer("platform.".getBytes(UTF_8));
        assertThat(table.equalsAscii(id, "platform.aws.instance-type")).isTrue();
        assertThat(table.equalsAscii(id, "platform.aws.instance-typE")).isFalse();
        assertThat(table.startsWith(id, prefix, 0, 9)).isTrue();
        assertThat(table.startsWith(id, prefix, 1, 8)).isFalse();
        assertThat(table.startsWith(StringTable.EMPTY, prefix, 0, 9)).isFalse();
        assertThat(table.startsWith(StringTable.EMPTY, prefix, 0, 0)).isTrue();
    }

    @Test
    void shouldRefuseMisuse() {
        final StringTable table = new StringTable(10, blobs, 0);
        final int id = table.internText("a");
        table.release(id);
        assertThatThrownBy(() -> table.release(id)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> table.acquire(id)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> table.text(id)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> table.restore(0, new UnsafeBuffer(new byte[1]), 0, 1, 1))
                .isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldAllocateNothing() {
        final StringTable table = new StringTable(5_000, blobs, 0);
        final UnsafeBuffer[] names = new UnsafeBuffer[2_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = new UnsafeBuffer(("attribute.name-" + i).getBytes(UTF_8));
            table.intern(names[i], 0, names[i].capacity());
        }
        final UnsafeBuffer view = new UnsafeBuffer();
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final UnsafeBuffer name = names[next[0]++ % names.length];
            final int id = table.find(name, 0, name.capacity());
            table.release(id);
            final int again = table.intern(name, 0, name.capacity());
            table.acquire(again);
            table.release(again);
            table.wrap(again, view);
            Invariant.check(table.compare(again, view, 0, view.capacity()) == 0, "string equals itself");
        });
    }

    private static int find(final StringTable table, final String text) {
        final byte[] bytes = text.getBytes(UTF_8);
        return table.find(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private static byte[] bytes(final StringTable table, final int id) {
        final byte[] bytes = new byte[table.length(id)];
        table.buffer(id).getBytes(table.offset(id), bytes);
        return bytes;
    }
}
