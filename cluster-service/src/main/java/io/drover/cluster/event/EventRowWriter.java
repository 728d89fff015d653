package io.drover.cluster.event;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.AclRowWriter;
import io.drover.cluster.rows.AllocRowWriter;
import io.drover.cluster.rows.CsiRowWriter;
import io.drover.cluster.rows.DeploymentRowWriter;
import io.drover.cluster.rows.EvalRowWriter;
import io.drover.cluster.rows.HostVolumeRowWriter;
import io.drover.cluster.rows.JobRowWriter;
import io.drover.cluster.rows.NodeRowWriter;
import io.drover.cluster.rows.ServiceRowWriter;
import io.drover.cluster.rows.SmallRowWriter;
import io.drover.cluster.rows.VariableRowWriter;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.EventRowEncoder;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Encodes the events of the tables that have some. Variables go without their items. Grows to the largest row and step. */
final class EventRowWriter {
    private final ClusterState state;
    private final SmallRowWriter small;
    private final NodeRowWriter nodes;
    private final JobRowWriter jobs;
    private final EvalRowWriter evals;
    private final AllocRowWriter allocs;
    private final DeploymentRowWriter deployments;
    private final ServiceRowWriter services;
    private final AclRowWriter acl;
    private final VariableRowWriter variables;
    private final HostVolumeRowWriter volumes;
    private final CsiRowWriter csi;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EventRowEncoder event = new EventRowEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(16 * 1024);
    private final ExpandableArrayBuffer row = new ExpandableArrayBuffer(16 * 1024);
    private final ExpandableArrayBuffer removed = new ExpandableArrayBuffer(16 * 1024);

    EventRowWriter(final Engine engine) {
        state = engine.state();
        small = new SmallRowWriter(state);
        nodes = new NodeRowWriter(state);
        jobs = new JobRowWriter(state);
        evals = new EvalRowWriter(state, engine.queue());
        allocs = new AllocRowWriter(state);
        deployments = new DeploymentRowWriter(state);
        services = new ServiceRowWriter(state, engine.registrations());
        acl = new AclRowWriter(state);
        variables = new VariableRowWriter(state);
        volumes = new HostVolumeRowWriter(state);
        csi = new CsiRowWriter(state);
    }

    /** Whether changes of a table are told. */
    static boolean isTold(final TableId table) {
        return switch (table) {
            case NODES,
                    NODE_POOLS,
                    NAMESPACES,
                    JOBS,
                    EVALS,
                    ALLOCS,
                    DEPLOYMENTS,
                    SERVICES,
                    VARIABLES,
                    HOST_VOLUMES,
                    CSI_VOLUMES,
                    CSI_PLUGINS,
                    ACL_POLICIES,
                    ACL_TOKENS,
                    ACL_ROLES,
                    ACL_AUTH_METHODS,
                    ACL_BINDING_RULES -> true;
            default -> false;
        };
    }

    /** Whether a row is still there. */
    boolean isLive(final TableId table, final int number) {
        return rowsOf(table).isLive(number);
    }

    /** The last event that was encoded. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** Encodes the event of a row and returns its length. */
    int encode(final long index, final int cause, final int causeDetail, final TableId table, final int number) {
        final int length = writeRow(table, number, row, 0);
        return encode(index, cause, causeDetail, table, Bool.NO, row, 0, length);
    }

    /** Keeps a row that will be removed, behind others of the same step, and returns its length. */
    int writeRemoved(final TableId table, final int number, final int offset) {
        return writeRow(table, number, removed, offset);
    }

    /** Encodes the event of a row that was removed. */
    int encodeRemoved(
            final long index,
            final int cause,
            final int causeDetail,
            final TableId table,
            final int offset,
            final int length) {
        return encode(index, cause, causeDetail, table, Bool.YES, removed, offset, length);
    }

    private int encode(
            final long index,
            final int cause,
            final int causeDetail,
            final TableId table,
            final Bool isRemoved,
            final DirectBuffer source,
            final int offset,
            final int length) {
        event.wrapAndApplyHeader(buffer, 0, header)
                .index(index)
                .cause(cause)
                .causeDetail(causeDetail)
                .table(table)
                .isRemoved(isRemoved)
                .putRow(source, offset, length);
        return MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength();
    }

    private int writeRow(final TableId table, final int number, final ExpandableArrayBuffer target, final int offset) {
        return switch (table) {
            case NODES -> nodes.write(number, true, target, offset);
            case NODE_POOLS -> small.writePool(number, target, offset);
            case NAMESPACES -> small.writeNamespace(number, target, offset);
            case JOBS -> jobs.write(number, state.jobs().current(number), true, target, offset);
            case EVALS -> evals.write(number, target, offset);
            case ALLOCS -> allocs.write(number, AllocRowWriter.Detail.FULL, target, offset);
            case DEPLOYMENTS -> deployments.write(number, target, offset);
            case SERVICES -> services.write(number, target, offset);
            case VARIABLES -> variables.write(number, false, target, offset);
            case HOST_VOLUMES -> volumes.write(number, target, offset);
            case CSI_VOLUMES -> csi.writeShownVolume(number, false, target, offset);
            case CSI_PLUGINS -> csi.writePlugin(number, target, offset);
            default -> acl.write(kindOf(table), number, target, offset);
        };
    }

    private Slab rowsOf(final TableId table) {
        return switch (table) {
            case NODES -> state.nodes().rows();
            case NODE_POOLS -> state.pools().rows();
            case NAMESPACES -> state.namespaces().rows();
            case JOBS -> state.jobs().rows();
            case EVALS -> state.evals().rows();
            case ALLOCS -> state.allocs().rows();
            case DEPLOYMENTS -> state.deployments().rows();
            case SERVICES -> state.services().rows();
            case VARIABLES -> state.variables().rows();
            case HOST_VOLUMES -> state.hostVolumes().rows();
            case CSI_VOLUMES -> state.csiVolumes().rows();
            case CSI_PLUGINS -> state.csiPlugins().rows();
            default -> state.acl(kindOf(table)).rows();
        };
    }

    private static AclKind kindOf(final TableId table) {
        return switch (table) {
            case ACL_POLICIES -> AclKind.POLICY;
            case ACL_TOKENS -> AclKind.TOKEN;
            case ACL_ROLES -> AclKind.ROLE;
            case ACL_AUTH_METHODS -> AclKind.AUTH_METHOD;
            case ACL_BINDING_RULES -> AclKind.BINDING_RULE;
            default -> throw new IllegalArgumentException("table " + table + " has no events");
        };
    }
}
