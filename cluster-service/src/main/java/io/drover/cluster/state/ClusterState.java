package io.drover.cluster.state;

import io.drover.sbe.Limits;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.DeadlineQueue;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.offheap.Slab;

/**
 * All replicated state of a cluster that was born, sized by its limits. Written by the service thread alone, between two queries or
 * snapshots.
 */
public final class ClusterState {
    private final Limits limits;
    private final long clusterIdHigh;
    private final long clusterIdLow;
    private final long seedHigh;
    private final long seedLow;
    private final Heap heap;
    private final IndexTable indexes = new IndexTable();
    private final SchedulerConfig config = new SchedulerConfig();
    private final AutopilotConfig autopilot = new AutopilotConfig();
    private final RestoreStage restore;
    private final MemberLevels members;
    private final GarbageCursor garbage = new GarbageCursor();
    private final GarbageCursor forcedGarbage = new GarbageCursor();
    private final SessionTable sessions;
    private final NamedTable namespaces;
    private final NamedTable pools;
    private final NodeTable nodes;
    private final JobTable jobs;
    private final VersionTable versions;
    private final SummaryTable summaries;
    private final EvalTable evals;
    private final AllocTable allocs;
    private final DeploymentTable deployments;
    private final ServiceTable services;
    private final RootKeyTable rootKeys;
    private final VariableTable variables;
    private final HostVolumeTable hostVolumes;
    private final VolumeUseTable volumeUses;
    private final HostVolumeClaimTable hostVolumeClaims;
    private final CsiPluginTable csiPlugins;
    private final CsiMemberTable csiMembers;
    private final CsiVolumeTable csiVolumes;
    private final CsiClaimTable csiClaims;
    private final EdgeTable edges;
    private final AclTable[] acl;
    private final DeadlineQueue deadlines;
    private final int region;
    /** The rows of all tables, for those who copy memory without looking at it. */
    private final Slab[] slabs;

    /** Empty tables of a cluster. */
    public ClusterState(final Birth birth) {
        limits = birth.limits();
        clusterIdHigh = birth.clusterIdHigh();
        clusterIdLow = birth.clusterIdLow();
        seedHigh = birth.seedHigh();
        seedLow = birth.seedLow();
        heap = new Heap(limits, Mix.mix(seedHigh, seedLow, clusterIdLow));
        restore = new RestoreStage(heap);
        members = new MemberLevels(heap);
        region = heap.strings().internText(birth.region());
        sessions = new SessionTable(limits, heap);
        namespaces = new NamedTable(limits.intValue(Limits.Key.NAMESPACES_MAX), heap);
        pools = new NamedTable(limits.intValue(Limits.Key.NODE_POOLS_MAX), heap);
        nodes = new NodeTable(limits, heap);
        jobs = new JobTable(limits, heap);
        versions = new VersionTable(limits, heap, jobs);
        summaries = new SummaryTable(limits, heap, jobs);
        evals = new EvalTable(limits, heap, jobs);
        deployments = new DeploymentTable(limits, heap, jobs, versions);
        allocs = new AllocTable(limits, heap, jobs, versions, evals, nodes, deployments);
        services = new ServiceTable(limits, heap, allocs, nodes);
        rootKeys = new RootKeyTable(limits, heap);
        variables = new VariableTable(limits, heap, rootKeys);
        hostVolumes = new HostVolumeTable(limits, heap);
        volumeUses = new VolumeUseTable(limits, heap);
        hostVolumeClaims = new HostVolumeClaimTable(limits, heap);
        csiPlugins = new CsiPluginTable(limits, heap);
        csiMembers = new CsiMemberTable(limits, csiPlugins);
        csiVolumes = new CsiVolumeTable(limits, heap, rootKeys);
        csiClaims = new CsiClaimTable(limits, heap, csiVolumes);
        edges = new EdgeTable(limits, heap);
        acl = new AclTable[] {
            aclTable(TableId.ACL_POLICIES, Limits.Key.ACL_POLICIES_MAX),
            aclTable(TableId.ACL_TOKENS, Limits.Key.ACL_TOKENS_MAX),
            aclTable(TableId.ACL_ROLES, Limits.Key.ACL_ROLES_MAX),
            aclTable(TableId.ACL_AUTH_METHODS, Limits.Key.ACL_AUTH_METHODS_MAX),
            aclTable(TableId.ACL_BINDING_RULES, Limits.Key.ACL_BINDING_RULES_MAX),
            aclTable(TableId.ACL_ONE_TIME_TOKENS, Limits.Key.ACL_ONE_TIME_TOKENS_MAX)
        };
        deadlines = new DeadlineQueue(
                limits.intValue(Limits.Key.DEADLINES_MAX),
                nodes.rows().rowCountMax(),
                nodes.rows().rowCountMax(),
                evals.rows().rowCountMax(),
                deployments.rows().rowCountMax(),
                edges.rows().rowCountMax(),
                DeadlineKind.SINGLE_ROWS,
                jobs.rows().rowCountMax(),
                acl(AclKind.TOKEN).rows().rowCountMax(),
                acl(AclKind.ONE_TIME_TOKEN).rows().rowCountMax(),
                variables.rows().rowCountMax(),
                rootKeys.rows().rowCountMax());
        slabs = new Slab[] {
            heap.strings().rows(),
            sessions.rows(),
            namespaces.rows(),
            pools.rows(),
            nodes.rows(),
            jobs.rows(),
            versions.rows(),
            summaries.rows(),
            evals.rows(),
            allocs.rows(),
            allocs.relationRows(),
            deployments.rows(),
            deployments.groups().rows(),
            services.rows(),
            rootKeys.rows(),
            variables.rows(),
            hostVolumes.rows(),
            volumeUses.rows(),
            hostVolumeClaims.rows(),
            csiPlugins.rows(),
            csiMembers.rows(),
            csiVolumes.rows(),
            csiClaims.rows(),
            edges.rows(),
            acl(AclKind.POLICY).rows(),
            acl(AclKind.TOKEN).rows(),
            acl(AclKind.ROLE).rows(),
            acl(AclKind.AUTH_METHOD).rows(),
            acl(AclKind.BINDING_RULE).rows(),
            acl(AclKind.ONE_TIME_TOKEN).rows()
        };
    }

    private AclTable aclTable(final TableId table, final Limits.Key limit) {
        return new AclTable(table, limits.intValue(limit), heap);
    }

    /** Empty tables of the same cluster, to take copies. */
    public ClusterState newEmpty() {
        return new ClusterState(new Birth(
                limits,
                clusterIdHigh,
                clusterIdLow,
                seedHigh,
                seedLow,
                heap.strings().text(region)));
    }

    /**
     * Takes over the rows of another state of the same cluster: plain copies of memory, as fast as the machine can. Only what writing
     * all rows needs comes along: rows, heap, name orders and deadlines. The indexes by id do not, so nothing can be found or changed.
     */
    public void copyRowsFrom(final ClusterState other) {
        heap.blobs().copyFrom(other.heap.blobs());
        indexes.copyFrom(other.indexes);
        config.copyFrom(other.config);
        autopilot.copyFrom(other.autopilot);
        restore.copyFrom(other.restore);
        members.copyFrom(other.members);
        garbage.restore(other.garbage.phase(), other.garbage.row());
        forcedGarbage.restore(other.forcedGarbage.phase(), other.forcedGarbage.row());
        for (int table = 0; table < slabs.length; table++) {
            slabs[table].copyFrom(other.slabs[table]);
        }
        namespaces.byName().index().copyFrom(other.namespaces.byName().index());
        pools.byName().index().copyFrom(other.pools.byName().index());
        services.byName().index().copyFrom(other.services.byName().index());
        variables.byPath().index().copyFrom(other.variables.byPath().index());
        deadlines.copyFrom(other.deadlines);
    }

    /**
     * Takes some of the memory that a copy of another state will need; that one may be in use by its owner meanwhile.
     *
     * @return whether any was missing.
     */
    public boolean growLike(final ClusterState other) {
        int grown = heap.blobs().growLike(other.heap.blobs(), 1);
        for (int table = 0; table < slabs.length; table++) {
            grown += slabs[table].growLike(other.slabs[table], 1);
        }
        return grown > 0;
    }

    /** Rows of all tables. */
    public long rowCount() {
        long count = 0;
        for (final Slab slab : slabs) {
            count += slab.count();
        }
        return count;
    }

    /** Gives the memory of all rows and blobs back at once; nothing here can be used any more. */
    public void freeMemory() {
        heap.blobs().freeMemory();
        for (final Slab slab : slabs) {
            slab.freeMemory();
        }
    }

    public Limits limits() {
        return limits;
    }

    public long clusterIdHigh() {
        return clusterIdHigh;
    }

    public long clusterIdLow() {
        return clusterIdLow;
    }

    public long seedHigh() {
        return seedHigh;
    }

    public long seedLow() {
        return seedLow;
    }

    /** String id of the region's name. */
    public int region() {
        return region;
    }

    public Heap heap() {
        return heap;
    }

    public IndexTable indexes() {
        return indexes;
    }

    public SchedulerConfig config() {
        return config;
    }

    public AutopilotConfig autopilot() {
        return autopilot;
    }

    /** The feature level, and what members announced. */
    public MemberLevels members() {
        return members;
    }

    public RestoreStage restore() {
        return restore;
    }

    /** Where the recurring collection is. */
    public GarbageCursor garbage() {
        return garbage;
    }

    /** Where the collection is that somebody asked for. */
    public GarbageCursor forcedGarbage() {
        return forcedGarbage;
    }

    public SessionTable sessions() {
        return sessions;
    }

    public NamedTable namespaces() {
        return namespaces;
    }

    public NamedTable pools() {
        return pools;
    }

    public NodeTable nodes() {
        return nodes;
    }

    public JobTable jobs() {
        return jobs;
    }

    public VersionTable versions() {
        return versions;
    }

    public SummaryTable summaries() {
        return summaries;
    }

    public EvalTable evals() {
        return evals;
    }

    public AllocTable allocs() {
        return allocs;
    }

    public DeploymentTable deployments() {
        return deployments;
    }

    public ServiceTable services() {
        return services;
    }

    public RootKeyTable rootKeys() {
        return rootKeys;
    }

    public VariableTable variables() {
        return variables;
    }

    public HostVolumeTable hostVolumes() {
        return hostVolumes;
    }

    public VolumeUseTable volumeUses() {
        return volumeUses;
    }

    public HostVolumeClaimTable hostVolumeClaims() {
        return hostVolumeClaims;
    }

    public CsiPluginTable csiPlugins() {
        return csiPlugins;
    }

    public CsiMemberTable csiMembers() {
        return csiMembers;
    }

    public CsiVolumeTable csiVolumes() {
        return csiVolumes;
    }

    public CsiClaimTable csiClaims() {
        return csiClaims;
    }

    public EdgeTable edges() {
        return edges;
    }

    /** Entries of access control of one kind. */
    public AclTable acl(final AclKind kind) {
        return acl[kind.value()];
    }

    /** Deadlines by {@link DeadlineKind}. */
    public DeadlineQueue deadlines() {
        return deadlines;
    }
}
