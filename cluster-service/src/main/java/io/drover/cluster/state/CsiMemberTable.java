package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.Slab;

/**
 * Which nodes run which storage plugins, as controllers and as nodes. What a plugin says of itself stays in the registration of its
 * node; a row knows its place there. The counts of the plugins change with their members.
 */
public final class CsiMemberTable {
    private final Slab slab;
    private final CsiPluginTable plugins;
    private final SparseLists ofPlugin;
    private final SparseLists ofNode;

    CsiMemberTable(final Limits limits, final CsiPluginTable plugins) {
        this.plugins = plugins;
        slab = new Slab(CsiMemberDescriptor.ROW_LENGTH, limits.intValue(Limits.Key.CSI_MEMBERS_MAX));
        ofPlugin = new SparseLists(slab, CsiMemberDescriptor.OF_PLUGIN);
        ofNode = new SparseLists(slab, CsiMemberDescriptor.OF_NODE);
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public SparseLists ofPlugin() {
        return ofPlugin;
    }

    public SparseLists ofNode() {
        return ofNode;
    }

    public int plugin(final int row) {
        return slab.getInt(row, CsiMemberDescriptor.PLUGIN);
    }

    public int node(final int row) {
        return slab.getInt(row, CsiMemberDescriptor.NODE);
    }

    /** Among the plugins of the node's registration. */
    public int place(final int row) {
        return slab.getInt(row, CsiMemberDescriptor.PLACE);
    }

    public void place(final int row, final int value) {
        slab.putInt(row, CsiMemberDescriptor.PLACE, value);
    }

    /** Whether it runs there as a controller; else it mounts volumes there. */
    public boolean isController(final int row) {
        return slab.getByte(row, CsiMemberDescriptor.IS_CONTROLLER) != 0;
    }

    /** Whether it says so of itself, and its node is not down. */
    public boolean isHealthy(final int row) {
        return slab.getByte(row, CsiMemberDescriptor.IS_HEALTHY) != 0;
    }

    /** Changes its health, and the count of the plugin. */
    public void isHealthy(final int row, final boolean value) {
        if (isHealthy(row) != value) {
            slab.putByte(row, CsiMemberDescriptor.IS_HEALTHY, (byte) (value ? 1 : 0));
            countHealthy(row, value ? 1 : -1);
        }
    }

    /** The member of a plugin on a node, or {@link Slab#NULL_ROW}. */
    public int find(final int plugin, final int node, final boolean isController) {
        int row = ofNode.first(node);
        while (Slab.NULL_ROW != row && (plugin(row) != plugin || isController(row) != isController)) {
            row = ofNode.next(row);
        }
        return row;
    }

    /** Adds a member that is not healthy yet. There must be room. */
    public int insert(final int plugin, final int node, final boolean isController) {
        final int row = slab.allocate();
        Invariant.check(Slab.NULL_ROW != row, "room for a member was checked");
        return link(row, plugin, node, isController);
    }

    /** Adds a member under the handle that a snapshot recorded. */
    public int restore(final long handle, final int plugin, final int node, final boolean isController) {
        return link(Handles.restore(slab, handle), plugin, node, isController);
    }

    public void remove(final int row) {
        isHealthy(row, false);
        count(row, -1);
        ofPlugin.remove(plugin(row), row);
        ofNode.remove(node(row), row);
        slab.free(row);
    }

    private int link(final int row, final int plugin, final int node, final boolean isController) {
        slab.putInt(row, CsiMemberDescriptor.PLUGIN, plugin);
        slab.putInt(row, CsiMemberDescriptor.NODE, node);
        slab.putByte(row, CsiMemberDescriptor.IS_CONTROLLER, (byte) (isController ? 1 : 0));
        ofPlugin.add(plugin, row);
        ofNode.add(node, row);
        count(row, 1);
        return row;
    }

    private void count(final int row, final int by) {
        final int plugin = plugin(row);
        if (isController(row)) {
            plugins.controllers(plugin, plugins.controllers(plugin) + by);
        } else {
            plugins.nodes(plugin, plugins.nodes(plugin) + by);
        }
    }

    private void countHealthy(final int row, final int by) {
        final int plugin = plugin(row);
        if (isController(row)) {
            plugins.controllersHealthy(plugin, plugins.controllersHealthy(plugin) + by);
        } else {
            plugins.nodesHealthy(plugin, plugins.nodesHealthy(plugin) + by);
        }
    }
}
