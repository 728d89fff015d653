package io.drover.scheduler.feasible;

import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Target;
import io.drover.scheduler.spec.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds what a target, an interpolation or a literal, means on a node.
 */
final class NodeValues {
    /** No node: only what its class has in common can be found. */
    static final int NO_NODE = -1;

    private static final int ID_LENGTH = 36;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** An interpolation begins with a dollar sign and a brace, and ends with a brace. */
    private static final int OPENING = 2;

    private final Fleet fleet;
    private final StringTable strings;
    private final UnsafeBuffer idText = new UnsafeBuffer(new byte[ID_LENGTH]);

    NodeValues(final Fleet fleet) {
        this.fleet = fleet;
        strings = fleet.strings();
    }

    /** Sets the slice to what the target means, or clears it. */
    void resolve(
            final Texts texts,
            final long text,
            final Target target,
            final NodeClass nodeClass,
            final int node,
            final Slice slice) {
        switch (target) {
            case LITERAL -> slice.set(texts.buffer(), Texts.offset(text), Texts.length(text));
            case DATACENTER -> setString(slice, nodeClass.datacenter());
            case NODE_CLASS -> setString(slice, nodeClass.name());
            case NODE_POOL -> setString(slice, nodeClass.pool());
            case KEY, UNIQUE_KEY, NODE_NAME -> setString(slice, stringId(texts, text, target, nodeClass, node));
            case NODE_ID -> setId(slice, node);
            case UNKNOWN -> slice.clear();
        }
    }

    /** Id of the string that a target means, or {@link NodeClass#MISSING}. Literals and node ids have none. */
    int stringId(final Texts texts, final long text, final Target target, final NodeClass nodeClass, final int node) {
        final int key = Target.KEY == target || Target.UNIQUE_KEY == target ? key(texts, text) : NodeClass.MISSING;
        return stringId(target, key, nodeClass, node);
    }

    /** The same for a key that was looked up before. */
    int stringId(final Target target, final int key, final NodeClass nodeClass, final int node) {
        return switch (target) {
            case DATACENTER -> nodeClass.datacenter();
            case NODE_CLASS -> nodeClass.name();
            case NODE_POOL -> nodeClass.pool();
            case KEY -> nodeClass.value(key);
            case UNIQUE_KEY ->
                NO_NODE == node ? NodeClass.MISSING : fleet.detail(node).uniqueValue(key);
            case NODE_NAME ->
                NO_NODE == node ? NodeClass.MISSING : fleet.detail(node).name();
            default -> NodeClass.MISSING;
        };
    }

    /** Id of the key inside an interpolation; one that no node has is found nowhere. */
    int key(final Texts texts, final long text) {
        return strings.find(texts.buffer(), Texts.offset(text) + OPENING, Texts.length(text) - OPENING - 1);
    }

    void setString(final Slice slice, final int id) {
        if (NodeClass.MISSING == id) {
            slice.clear();
        } else {
            slice.set(strings.buffer(id), strings.offset(id), strings.length(id));
        }
    }

    private void setId(final Slice slice, final int node) {
        if (NO_NODE == node) {
            slice.clear();
            return;
        }
        int position = 0;
        for (int i = 0; i < 32; i++) {
            if (8 == i || 12 == i || 16 == i || 20 == i) {
                idText.putByte(position++, (byte) '-');
            }
            final long half = i < 16 ? fleet.idHigh(node) : fleet.idLow(node);
            idText.putByte(position++, HEX[(int) (half >>> (60 - 4 * (i & 15))) & 15]);
        }
        slice.set(idText, 0, ID_LENGTH);
    }
}
