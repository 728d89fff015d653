package io.drover.scheduler.fleet;

import io.drover.sbe.common.DeviceValueKind;
import io.drover.scheduler.offheap.StringTable;
import java.nio.charset.StandardCharsets;

/** Attributes of a group of like devices, by string id of their keys: those that all nodes of a class share, or the others. */
final class DeviceAttributes {
    private static final byte[] UNIQUE = "unique.".getBytes(StandardCharsets.US_ASCII);

    private final int[] keys;
    private final int[] texts;
    private final byte[] kinds;
    private final long[] numbers;
    private final int[] units;

    /** The attributes of a group of the draft that are unique to a node, or that are not. */
    DeviceAttributes(final DeviceDraft draft, final int group, final boolean unique, final StringTable strings) {
        int count = 0;
        for (int i = draft.attributeFirst(group); i < draft.attributeLimit(group); i++) {
            count += isUnique(draft, i) == unique ? 1 : 0;
        }
        keys = new int[count];
        texts = new int[count];
        kinds = new byte[count];
        numbers = new long[count];
        units = new int[count];
        int at = 0;
        for (int i = draft.attributeFirst(group); i < draft.attributeLimit(group); i++) {
            if (isUnique(draft, i) == unique) {
                keys[at] = draft.attributeKeys.intern(strings, i);
                texts[at] = draft.attributeTexts.intern(strings, i);
                kinds[at] = draft.kinds[i];
                numbers[at] = draft.numbers[i];
                units[at++] = draft.units[i];
            }
        }
    }

    static boolean isUnique(final DeviceDraft draft, final int attribute) {
        return draft.attributeKeys.startsWith(attribute, UNIQUE);
    }

    /** Sets a value to the attribute with a key; false when there is none. */
    boolean read(final int key, final StringTable strings, final DeviceValue value) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                final DeviceValueKind kind = DeviceValueKind.get(kinds[i]);
                value.text(strings.buffer(texts[i]), strings.offset(texts[i]), strings.length(texts[i]));
                if (kind != DeviceValueKind.TEXT) {
                    value.attribute(kind, numbers[i], units[i]);
                }
                return true;
            }
        }
        return false;
    }

    void releaseStrings(final StringTable strings) {
        NodeClasses.release(strings, keys);
        NodeClasses.release(strings, texts);
    }
}
