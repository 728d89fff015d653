package io.drover.cluster.lifecycle;

import io.drover.cluster.spec.SpecLayout;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.HostVolumeClaimTable;
import io.drover.cluster.state.HostVolumeTable;
import io.drover.cluster.state.IdSource;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VolumeUseTable;
import io.drover.cluster.step.Step;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Uses of dynamic host volumes follow their allocation: taken with its placement, released when it ends or goes, in the same step. With
 * a use, a task group that sticks to its volumes takes or renews its claim, which stays until the job or the volume goes.
 */
public final class VolumeUses {
    private final ClusterState state;
    private final AllocTable allocs;
    private final HostVolumeTable volumes;
    private final VolumeUseTable uses;
    private final HostVolumeClaimTable claims;
    private final Fleet fleet;
    private final Step step;
    private final SpecLayout specs;
    private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);

    public VolumeUses(final ClusterState state, final Fleet fleet, final Step step) {
        this.state = state;
        this.fleet = fleet;
        this.step = step;
        allocs = state.allocs();
        volumes = state.hostVolumes();
        uses = state.volumeUses();
        claims = state.hostVolumeClaims();
        specs = new SpecLayout(state.versions());
    }

    /** An allocation was placed: it uses what its group asks for and its node has. */
    public void take(final int alloc) {
        final SpecLayout spec = specs.of(allocs.version(alloc));
        for (int request = 0; request < spec.volumeCount(); request++) {
            if (spec.isHostVolume(request) && spec.volumeGroup(request) == allocs.group(alloc)) {
                take(alloc, spec, request);
            }
        }
    }

    /** The allocation has ended, or goes. */
    public void release(final int alloc) {
        int use = uses.ofAlloc().first(alloc);
        while (Slab.NULL_ROW != use) {
            final int next = uses.ofAlloc().next(use);
            uses.remove(use);
            use = next;
        }
    }

    /** The job goes: its groups stick to nothing. */
    public void forgetJob(final int job) {
        for (int claim = claims.ofJob().first(job);
                Slab.NULL_ROW != claim;
                claim = claims.ofJob().first(job)) {
            delete(claim);
        }
    }

    /** Gives a claim up. */
    public void delete(final int claim) {
        step.hostVolumeClaim(claim);
        claims.remove(claim);
    }

    private void take(final int alloc, final SpecLayout spec, final int request) {
        final int name = name(spec, request, allocs.nameIndex(alloc));
        if (StringTable.NULL_STRING == name) {
            return;
        }
        final NodeDetail node = fleet.detail(allocs.node(alloc));
        final int at = node.findVolume(name);
        final int volume = at < 0 ? Slab.NULL_ROW : volumes.find(node.volumeIdHigh(at), node.volumeIdLow(at));
        final int job = allocs.job(alloc);
        // A node may list what is another's.
        if (Slab.NULL_ROW == volume
                || volumes.node(volume) != allocs.node(alloc)
                || volumes.namespace(volume) != state.jobs().namespace(job)) {
            return;
        }
        uses.insert(alloc, volume, state.heap().share(name), !spec.isReadOnlyVolume(request));
        if (spec.isStickyVolume(request)) {
            claim(alloc, job, volume, name);
        }
    }

    private void claim(final int alloc, final int job, final int volume, final int name) {
        final int group = state.versions().groupName(allocs.version(alloc), allocs.group(alloc));
        int claim = claims.find(job, group, volume);
        if (Slab.NULL_ROW == claim) {
            final IdSource id = step.nextId();
            claim = claims.insert(
                    id.high(),
                    id.low(),
                    job,
                    state.heap().share(group),
                    volume,
                    state.heap().share(name));
            claims.createIndex(claim, step.index());
        }
        claims.allocId(claim, allocs.idHigh(alloc), allocs.idLow(alloc));
        claims.modifyIndex(claim, step.index());
        step.hostVolumeClaim(claim);
    }

    private int name(final SpecLayout spec, final int request, final int nameIndex) {
        spec.wrapVolumeSource(request, source);
        final StringTable strings = state.heap().strings();
        if (!spec.isVolumePerAlloc(request)) {
            return strings.find(source, 0, source.capacity());
        }
        return strings.find(scratch, 0, Text.putIndexed(scratch, source, nameIndex));
    }
}
