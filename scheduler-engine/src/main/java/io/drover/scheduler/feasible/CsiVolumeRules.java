package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.CsiView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;
import io.drover.scheduler.spec.SpecVolumes;
import io.drover.scheduler.spec.Texts;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Whether a node can mount the storage plugins' volumes that a group asks for, in the order of the reference:
 *
 * <pre>
 *  all volumes there? ─► each: plugin on the node? healthy? below its most volumes? in reach of the volume? ─► volume free?
 * </pre>
 *
 * <p>Whether a volume is free does not depend on the node, and is asked once. Claims of the same job do not count against it: its
 * allocations replace each other.
 */
public final class CsiVolumeRules {
    private static final int NO_INDEX = -1;

    private final Fleet fleet;
    private final Trial trial;
    private final SpecCache specs;
    private final CsiAvailability availability = new CsiAvailability();
    private final VolumeReach reach;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);
    private CsiView volumes = CsiView.NONE;
    private boolean isAnyMissing;
    private int requestCount;
    private int[] requests = new int[4];
    private int[] rows = new int[4];
    private int[] verdicts = new int[4];
    private int plannedCount;
    private int[] planned = new int[2 * 16];
    private int distinctCount;
    private int[] distinct = new int[16];

    public CsiVolumeRules(final Fleet fleet, final Trial trial, final SpecCache specs) {
        this.fleet = fleet;
        this.trial = trial;
        this.specs = specs;
        reach = new VolumeReach(fleet.strings());
    }

    /**
     * Looks at what a group asks for.
     *
     * @param nameIndex index of the allocation for volumes per allocation, -1 when the group has none.
     */
    public void prepare(
            final StateView view,
            final int job,
            final JobSpec spec,
            final int group,
            final PlanBuffer plan,
            final int nameIndex) {
        volumes = view.csi();
        requestCount = 0;
        isAnyMissing = false;
        plannedCount = 0;
        reach.clear();
        final SpecVolumes all = spec.volumes();
        for (int i = 0; i < all.count(); i++) {
            if (all.group(i) == group && !all.isHost(i) && !(all.isPerAlloc(i) && nameIndex == NO_INDEX)) {
                addRequest(view.allocs(), job, spec, i, nameIndex);
            }
        }
        if (isActive()) {
            readPlan(view, spec, plan);
        }
    }

    /** Whether the group asks for volumes of storage plugins at all. */
    public boolean isActive() {
        return requestCount > 0;
    }

    /** How many claims an allocation of the group will have. */
    public int requestCount() {
        return requestCount;
    }

    /** The verdict on a node. */
    public int check(final JobSpec spec, final int group, final AllocView allocs, final int node) {
        if (isAnyMissing) {
            return Verdict.of(Verdict.MISSING_CSI_VOLUMES, group);
        }
        final NodeDetail detail = fleet.detail(node);
        for (int i = 0; i < requestCount; i++) {
            final int name = volumes.plugin(rows[i]);
            final int plugin = detail.findPlugin(name);
            if (plugin < 0) {
                return Verdict.of(Verdict.CSI_PLUGIN_MISSING, requests[i]);
            }
            if (!detail.isPluginHealthy(plugin)) {
                return Verdict.of(Verdict.CSI_PLUGIN_UNHEALTHY, requests[i]);
            }
            final int most = detail.pluginVolumesMax(plugin);
            if (most > 0 && countOnNode(allocs, node, name, most) >= most) {
                return Verdict.of(Verdict.CSI_VOLUMES_MAX, requests[i]);
            }
            if (!reach.isReached(i, detail, plugin)) {
                return Verdict.of(Verdict.CSI_TOPOLOGY, requests[i]);
            }
            if (Verdict.FITS != verdicts[i]) {
                return Verdict.of(verdicts[i], requests[i]);
            }
        }
        return Verdict.FITS;
    }

    /** The plan has placed an allocation of the group on a node: it has its volumes there. */
    public void placed(final int node) {
        for (int i = 0; i < requestCount; i++) {
            addPlanned(node, rows[i]);
        }
    }

    /** Whether the volume at a place of the spec was there when the group was prepared. */
    public boolean isMissing(final int request) {
        return StateView.NULL_ROW == row(request);
    }

    /** String id of the id of the volume at a place of the spec. */
    public int volumeId(final int request) {
        return volumes.volumeId(row(request));
    }

    /** String id of the plugin of the volume at a place of the spec. */
    public int pluginId(final int request) {
        return volumes.plugin(row(request));
    }

    /** The claim that keeps others from writing the volume at a place of the spec. */
    public int blockingClaim(final AllocView allocs, final int job, final int request) {
        return availability.blockingClaim(volumes, allocs, job, row(request));
    }

    /** The volumes as they were when the group was prepared. */
    public CsiView volumes() {
        return volumes;
    }

    private int row(final int request) {
        for (int i = 0; i < requestCount; i++) {
            if (requests[i] == request) {
                return rows[i];
            }
        }
        return StateView.NULL_ROW;
    }

    private void addRequest(
            final AllocView allocs, final int job, final JobSpec spec, final int request, final int nameIndex) {
        if (requestCount == requests.length) {
            requests = Arrays.copyOf(requests, requestCount << 1);
            rows = Arrays.copyOf(rows, requestCount << 1);
            verdicts = Arrays.copyOf(verdicts, requestCount << 1);
        }
        final int volume = find(spec, request, nameIndex);
        requests[requestCount] = request;
        rows[requestCount] = volume;
        isAnyMissing |= StateView.NULL_ROW == volume;
        verdicts[requestCount] = StateView.NULL_ROW == volume
                ? Verdict.MISSING_CSI_VOLUMES
                : availability.verdict(
                        volumes,
                        allocs,
                        job,
                        volume,
                        spec.volumes().isReadOnly(request),
                        spec.volumes().attachment(request));
        reach.add(volumes, volume);
        requestCount++;
    }

    private int find(final JobSpec spec, final int request, final int nameIndex) {
        final Texts texts = spec.texts();
        final long namespace = spec.namespace();
        final long source = spec.volumes().source(request);
        int length = Texts.length(source);
        DirectBuffer id = texts.buffer();
        int offset = Texts.offset(source);
        if (spec.volumes().isPerAlloc(request)) {
            scratch.putBytes(0, id, offset, length);
            scratch.putByte(length++, (byte) '[');
            length += scratch.putIntAscii(length, nameIndex);
            scratch.putByte(length++, (byte) ']');
            id = scratch;
            offset = 0;
        }
        final StringTable strings = fleet.strings();
        final int namespaceString = strings.find(texts.buffer(), Texts.offset(namespace), Texts.length(namespace));
        final int idString = strings.find(id, offset, length);
        return StringTable.NULL_STRING == namespaceString || StringTable.NULL_STRING == idString
                ? StateView.NULL_ROW
                : volumes.find(namespaceString, idString);
    }

    /** What the plan's placements have on their nodes so far, those of other groups and versions included. */
    private void readPlan(final StateView view, final JobSpec spec, final PlanBuffer plan) {
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            final JobSpec of = placements.spec(i) == spec.handle() ? spec : specs.get(view.jobs(), placements.spec(i));
            final SpecVolumes all = of.volumes();
            for (int request = 0; request < all.count(); request++) {
                if (all.group(request) == placements.group(i) && !all.isHost(request)) {
                    final int volume = find(of, request, placements.nameIndex(i));
                    if (StateView.NULL_ROW != volume) {
                        addPlanned(placements.node(i), volume);
                    }
                }
            }
        }
    }

    private void addPlanned(final int node, final int volume) {
        if (2 * plannedCount == planned.length) {
            planned = Arrays.copyOf(planned, planned.length << 1);
        }
        planned[2 * plannedCount] = node;
        planned[2 * plannedCount++ + 1] = volume;
    }

    /** Volumes of a plugin that a node has, as the plan stands, counted as far as {@code enough}. */
    private int countOnNode(final AllocView allocs, final int node, final int plugin, final int enough) {
        distinctCount = 0;
        for (int alloc = allocs.firstOnNode(node);
                StateView.NULL_ROW != alloc && distinctCount < enough;
                alloc = allocs.nextOnNode(alloc)) {
            for (int claim = trial.isProposed(alloc) ? volumes.firstClaimOf(alloc) : StateView.NULL_ROW;
                    StateView.NULL_ROW != claim;
                    claim = volumes.nextClaimOf(claim)) {
                addDistinct(volumes.claimed(claim), plugin);
            }
        }
        for (int i = 0; i < plannedCount && distinctCount < enough; i++) {
            if (planned[2 * i] == node) {
                addDistinct(planned[2 * i + 1], plugin);
            }
        }
        return distinctCount;
    }

    private void addDistinct(final int volume, final int plugin) {
        if (volumes.plugin(volume) != plugin) {
            return;
        }
        for (int i = 0; i < distinctCount; i++) {
            if (distinct[i] == volume) {
                return;
            }
        }
        if (distinctCount == distinct.length) {
            distinct = Arrays.copyOf(distinct, distinctCount << 1);
        }
        distinct[distinctCount++] = volume;
    }
}
