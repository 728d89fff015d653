package io.drover.cluster.liveness;

import io.drover.cluster.spec.NodeRegistrationReader;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.CsiMemberTable;
import io.drover.cluster.state.CsiPluginTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NodeTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Storage plugins follow from what nodes register, in the step that changes the node: a plugin is there from the first time that it was
 * healthy on a node. It is healthy there as long as it says so and the node is not down. A plugin that no node runs any more stays until
 * it is collected, so that a restart of it does not make volumes lose it.
 */
public final class NodePlugins {
    private static final int UNSEEN = -1;

    private final NodeTable nodes;
    private final CsiPluginTable plugins;
    private final CsiMemberTable members;
    private final Heap heap;
    private final Step step;
    private final NodeRegistrationReader registrations;
    private final UnsafeBuffer id = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer provider = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer version = new UnsafeBuffer(0, 0);

    public NodePlugins(final ClusterState state, final Step step) {
        this.step = step;
        nodes = state.nodes();
        plugins = state.csiPlugins();
        members = state.csiMembers();
        heap = state.heap();
        registrations = new NodeRegistrationReader(state);
    }

    /** Whether there is room for as many plugins as a node says that it has. */
    public boolean hasRoomFor(final int count) {
        return 0 == count || plugins.rows().hasRoomFor(count);
    }

    /** Whether there is room for the node as a member of so many plugins. */
    public boolean hasRoomForMembers(final int count) {
        return 0 == count || members.rows().hasRoomFor(count);
    }

    /** The node registered, again perhaps. */
    public void onRegistered(final int node) {
        for (int member = members.ofNode().first(node);
                Slab.NULL_ROW != member;
                member = members.ofNode().next(member)) {
            members.place(member, UNSEEN);
        }
        int place = 0;
        for (final NodeRegisterDecoder.CsiPluginsDecoder each : registrations.plugins(node)) {
            final boolean isController = each.isController() == Bool.YES;
            final boolean isHealthy = each.healthy() == Bool.YES;
            final boolean requiresController = each.requiresController() == Bool.YES;
            each.segments().forEach(NodeRegisterDecoder.CsiPluginsDecoder.SegmentsDecoder::sbeSkip);
            each.wrapPluginId(id);
            each.wrapProvider(provider);
            each.wrapVersion(version);
            each.skipDocument();
            if (id.capacity() > 0) {
                member(node, place, isController, isHealthy, requiresController);
            }
            place++;
        }
        removeUnseen(node);
    }

    /** The node changed its status. */
    public void onStatus(final int node) {
        if (Slab.NULL_ROW == members.ofNode().first(node)) {
            return;
        }
        int place = 0;
        for (final NodeRegisterDecoder.CsiPluginsDecoder each : registrations.plugins(node)) {
            final boolean isHealthy = each.healthy() == Bool.YES;
            each.sbeSkip();
            for (int member = members.ofNode().first(node);
                    Slab.NULL_ROW != member;
                    member = members.ofNode().next(member)) {
                if (members.place(member) == place) {
                    health(member, isHealthy);
                }
            }
            place++;
        }
    }

    /** The node is forgotten. */
    public void onRemoved(final int node) {
        for (int member = members.ofNode().first(node);
                Slab.NULL_ROW != member;
                member = members.ofNode().first(node)) {
            remove(member);
        }
    }

    /** Collects a plugin that no node runs. */
    public void collect(final int plugin) {
        step.csiPlugin(plugin);
        step.leaving(TableId.CSI_PLUGINS, plugin);
        plugins.remove(plugin);
    }

    private void member(
            final int node,
            final int place,
            final boolean isController,
            final boolean isHealthy,
            final boolean requiresController) {
        int plugin = plugins.find(id);
        int member = Slab.NULL_ROW == plugin ? Slab.NULL_ROW : members.find(plugin, node, isController);
        if (Slab.NULL_ROW == member && !isHealthy || Slab.NULL_ROW != member && members.place(member) != UNSEEN) {
            return;
        }
        boolean isChanged = false;
        if (Slab.NULL_ROW == plugin) {
            plugin = plugins.insert(heap.intern(id));
            plugins.createIndex(plugin, step.index());
            plugins.createTimeMs(plugin, step.nowMs());
            isChanged = true;
        }
        if (Slab.NULL_ROW == member) {
            member = members.insert(plugin, node, isController);
            isChanged = true;
        }
        members.place(member, place);
        isChanged |= describe(plugin, requiresController);
        if (isChanged) {
            touch(plugin);
        }
        health(member, isHealthy);
    }

    private boolean describe(final int plugin, final boolean requiresController) {
        boolean isChanged = false;
        if (!isEqual(plugins.provider(plugin), provider)) {
            plugins.provider(plugin, heap.intern(provider));
            isChanged = true;
        }
        if (!isEqual(plugins.version(plugin), version)) {
            plugins.version(plugin, heap.intern(version));
            isChanged = true;
        }
        if (plugins.isControllerRequired(plugin) != requiresController) {
            plugins.isControllerRequired(plugin, requiresController);
            isChanged = true;
        }
        return isChanged;
    }

    private void health(final int member, final boolean saysSo) {
        final boolean isHealthy = saysSo && nodes.status(members.node(member)) != NodeStatus.DOWN;
        if (members.isHealthy(member) != isHealthy) {
            members.isHealthy(member, isHealthy);
            touch(members.plugin(member));
        }
    }

    private void removeUnseen(final int node) {
        int member = members.ofNode().first(node);
        while (Slab.NULL_ROW != member) {
            final int next = members.ofNode().next(member);
            if (members.place(member) == UNSEEN) {
                remove(member);
            }
            member = next;
        }
    }

    private void remove(final int member) {
        final int plugin = members.plugin(member);
        members.remove(member);
        touch(plugin);
    }

    private void touch(final int plugin) {
        plugins.modifyIndex(plugin, step.index());
        plugins.modifyTimeMs(plugin, step.nowMs());
        step.csiPlugin(plugin);
    }

    private boolean isEqual(final int string, final DirectBuffer text) {
        return 0 == heap.strings().compare(string, text, 0, text.capacity());
    }
}
