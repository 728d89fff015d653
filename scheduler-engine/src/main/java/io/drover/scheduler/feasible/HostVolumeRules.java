package io.drover.scheduler.feasible;

import io.drover.sbe.common.DesiredStatus;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.VolumeView;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;
import io.drover.scheduler.spec.SpecVolumes;
import io.drover.scheduler.spec.Texts;
import io.drover.scheduler.spec.VolumeModes;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;

/**
 * Whether a node's host volumes suit a group, as far as its class cannot say: a dynamic volume must be ready, of the job's namespace,
 * capable of the modes asked for, and free where only one may write. A group that sticks to volumes goes back to those that none of its
 * allocations uses any more, before it takes others.
 *
 * <pre>
 *  request ─► name on the node ─► id ─► volume ─► ready? modes? writers? ─► sticky: among the unmet claims, if there are any
 * </pre>
 */
public final class HostVolumeRules {
    private static final int NO_INDEX = -1;

    private final Fleet fleet;
    private final Trial trial;
    private final SpecCache specs;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);
    private VolumeView volumes = VolumeView.NONE;
    private int job;
    private int group;
    private int requestCount;
    private int[] requests = new int[4];
    private int[] names = new int[4];
    private boolean hasSticky;
    private int claimCount;
    private int[] claimVolumes = new int[8];
    private int[] claimAllocs = new int[8];
    private boolean[] isMet = new boolean[8];
    private boolean[] wasMet = new boolean[8];
    private int writtenCount;
    private int[] written = new int[16];

    public HostVolumeRules(final Fleet fleet, final Trial trial, final SpecCache specs) {
        this.fleet = fleet;
        this.trial = trial;
        this.specs = specs;
    }

    /**
     * Looks at what a group asks for.
     *
     * @param nameIndex index of the allocation for volumes per allocation, -1 when the group has none.
     */
    public void prepare(
            final StateView view,
            final int jobRow,
            final JobSpec spec,
            final int groupIndex,
            final PlanBuffer plan,
            final int nameIndex) {
        volumes = view.volumes();
        job = jobRow;
        group = groupIndex;
        readRequests(spec, nameIndex);
        readClaims(view.allocs(), spec, plan);
        writtenCount = 0;
        if (asksForSingleWriter(spec)) {
            readWritten(view, spec, plan);
        }
    }

    /** Whether the group asks for host volumes at all. */
    public boolean isActive() {
        return requestCount > 0;
    }

    /** Whether a placement may change the verdict on other nodes. */
    public boolean hasSticky() {
        return hasSticky;
    }

    /** How many host volumes an allocation of the group will use. */
    public int requestCount() {
        return requestCount;
    }

    /** The verdict on a node whose class has volumes of all the names. */
    public int check(final JobSpec spec, final int node) {
        final NodeDetail detail = fleet.detail(node);
        for (int i = 0; i < requestCount; i++) {
            if (!isSuited(spec.volumes(), requests[i], names[i], node, detail)) {
                return Verdict.of(Verdict.MISSING_HOST_VOLUMES);
            }
        }
        return Verdict.FITS;
    }

    /** The plan has placed an allocation of the group on a node: its volumes are in use. */
    public void placed(final JobSpec spec, final int node) {
        for (int i = 0; i < requestCount; i++) {
            final int volume = volume(node, names[i]);
            if (spec.volumes().isSticky(requests[i])) {
                meet(volume);
            }
            if (!spec.volumes().isReadOnly(requests[i]) && StateView.NULL_ROW != volume) {
                addWritten(volume);
            }
        }
    }

    /** The plan stops an allocation, or does not stop it after all. */
    public void stopped(final int alloc, final boolean isStopped) {
        for (int i = 0; i < claimCount; i++) {
            if (claimAllocs[i] == alloc) {
                isMet[i] = !isStopped && wasMet[i];
            }
        }
    }

    private void readRequests(final JobSpec spec, final int nameIndex) {
        final SpecVolumes all = spec.volumes();
        requestCount = 0;
        hasSticky = false;
        for (int i = 0; i < all.count(); i++) {
            if (all.group(i) == group && all.isHost(i) && !(all.isPerAlloc(i) && nameIndex == NO_INDEX)) {
                if (requestCount == requests.length) {
                    requests = Arrays.copyOf(requests, requestCount << 1);
                    names = Arrays.copyOf(names, requestCount << 1);
                }
                requests[requestCount] = i;
                names[requestCount++] = name(spec, i, nameIndex);
                hasSticky |= all.isSticky(i);
            }
        }
    }

    private int name(final JobSpec spec, final int request, final int nameIndex) {
        final Texts texts = spec.texts();
        final long source = spec.volumes().source(request);
        int length = Texts.length(source);
        if (!spec.volumes().isPerAlloc(request)) {
            return fleet.strings().find(texts.buffer(), Texts.offset(source), length);
        }
        scratch.putBytes(0, texts.buffer(), Texts.offset(source), length);
        scratch.putByte(length++, (byte) '[');
        length += scratch.putIntAscii(length, nameIndex);
        scratch.putByte(length++, (byte) ']');
        return fleet.strings().find(scratch, 0, length);
    }

    /** A claim is met while its allocation lives and is wanted, or once the plan has placed another one on its volume. */
    private void readClaims(final AllocView allocs, final JobSpec spec, final PlanBuffer plan) {
        claimCount = 0;
        if (!hasSticky) {
            return;
        }
        final long name = spec.group(group).name();
        final StringTable strings = fleet.strings();
        final int groupName = strings.find(spec.texts().buffer(), Texts.offset(name), Texts.length(name));
        for (int claim = volumes.firstClaim(job); StateView.NULL_ROW != claim; claim = volumes.nextClaim(claim)) {
            if (volumes.claimGroup(claim) == groupName) {
                final int alloc = volumes.claimAlloc(claim);
                final boolean isLive = StateView.NULL_ROW != alloc
                        && trial.isProposed(alloc)
                        && DesiredStatus.RUN == allocs.desiredStatus(alloc);
                addClaim(volumes.claimVolume(claim), alloc, isLive);
            }
        }
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            if (placements.spec(i) == spec.handle() && placements.group(i) == group) {
                placedBefore(placements.node(i));
            }
        }
    }

    private void placedBefore(final int node) {
        for (int i = 0; i < requestCount; i++) {
            meet(volume(node, names[i]));
        }
    }

    private void addClaim(final int volume, final int alloc, final boolean isLive) {
        if (claimCount == claimVolumes.length) {
            claimVolumes = Arrays.copyOf(claimVolumes, claimCount << 1);
            claimAllocs = Arrays.copyOf(claimAllocs, claimCount << 1);
            isMet = Arrays.copyOf(isMet, claimCount << 1);
            wasMet = Arrays.copyOf(wasMet, claimCount << 1);
        }
        claimVolumes[claimCount] = volume;
        claimAllocs[claimCount] = alloc;
        wasMet[claimCount] = isLive;
        isMet[claimCount++] = isLive;
    }

    private void meet(final int volume) {
        for (int i = 0; i < claimCount; i++) {
            if (claimVolumes[i] == volume) {
                isMet[i] = true;
                claimAllocs[i] = StateView.NULL_ROW;
            }
        }
    }

    private boolean isSuited(
            final SpecVolumes all, final int request, final int name, final int node, final NodeDetail detail) {
        final int at = detail.findVolume(name);
        if (at < 0) {
            // One of the node's configuration: its class has said all there is.
            return !all.isSticky(request);
        }
        final int volume = volumes.find(detail.volumeIdHigh(at), detail.volumeIdLow(at), node, job);
        if (StateView.NULL_ROW == volume || !volumes.isReady(volume)) {
            return false;
        }
        final int access = all.access(request);
        if (0 == (volumes.capabilities(volume) & VolumeModes.capability(access, all.attachment(request)))) {
            return false;
        }
        final boolean isAllowed = switch (access) {
            case VolumeModes.SINGLE_NODE_READER_ONLY -> all.isReadOnly(request);
            case VolumeModes.SINGLE_NODE_WRITER -> !all.isReadOnly(request);
            case VolumeModes.SINGLE_NODE_SINGLE_WRITER -> !isWritten(volume);
            default -> true;
        };
        return isAllowed && (!all.isSticky(request) || isClaimable(volume));
    }

    private boolean isClaimable(final int volume) {
        boolean isAnyUnmet = false;
        for (int i = 0; i < claimCount; i++) {
            if (!isMet[i] && claimVolumes[i] == volume) {
                return true;
            }
            isAnyUnmet |= !isMet[i];
        }
        return !isAnyUnmet;
    }

    private boolean isWritten(final int volume) {
        for (int use = volumes.firstUse(volume); StateView.NULL_ROW != use; use = volumes.nextUse(use)) {
            if (volumes.isWriter(use) && trial.isProposed(volumes.user(use))) {
                return true;
            }
        }
        for (int i = 0; i < writtenCount; i++) {
            if (written[i] == volume) {
                return true;
            }
        }
        return false;
    }

    private boolean asksForSingleWriter(final JobSpec spec) {
        for (int i = 0; i < requestCount; i++) {
            if (spec.volumes().access(requests[i]) == VolumeModes.SINGLE_NODE_SINGLE_WRITER) {
                return true;
            }
        }
        return false;
    }

    /** What the plan's placements write so far, those of other groups and versions included. */
    private void readWritten(final StateView view, final JobSpec spec, final PlanBuffer plan) {
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            final JobSpec of = placements.spec(i) == spec.handle() ? spec : specs.get(view.jobs(), placements.spec(i));
            final SpecVolumes all = of.volumes();
            for (int request = 0; request < all.count(); request++) {
                if (all.group(request) == placements.group(i) && all.isHost(request) && !all.isReadOnly(request)) {
                    final int name = name(of, request, placements.nameIndex(i));
                    final int volume = volume(placements.node(i), name);
                    if (StateView.NULL_ROW != volume) {
                        addWritten(volume);
                    }
                }
            }
        }
    }

    private void addWritten(final int volume) {
        if (writtenCount == written.length) {
            written = Arrays.copyOf(written, writtenCount << 1);
        }
        written[writtenCount++] = volume;
    }

    private int volume(final int node, final int name) {
        final NodeDetail detail = fleet.detail(node);
        final int at = detail.findVolume(name);
        return at < 0 ? StateView.NULL_ROW : volumes.find(detail.volumeIdHigh(at), detail.volumeIdLow(at), node, job);
    }
}
