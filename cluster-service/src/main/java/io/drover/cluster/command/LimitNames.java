package io.drover.cluster.command;

import io.drover.cluster.state.Heap;
import io.drover.cluster.state.Text;
import io.drover.sbe.Limits;
import org.agrona.DirectBuffer;

/** Names of limits as the details of rejections carry them, so that people know which one to raise. */
final class LimitNames {
    static final DirectBuffer NODES = of(Limits.Key.NODES_MAX);
    static final DirectBuffer NODE_POOLS = of(Limits.Key.NODE_POOLS_MAX);
    static final DirectBuffer NAMESPACES = of(Limits.Key.NAMESPACES_MAX);
    static final DirectBuffer JOBS = of(Limits.Key.JOBS_MAX);
    static final DirectBuffer JOB_VERSIONS = of(Limits.Key.JOB_VERSIONS_MAX);
    static final DirectBuffer SUMMARY_GROUPS = of(Limits.Key.SUMMARY_GROUPS_MAX);
    static final DirectBuffer EVALS = of(Limits.Key.EVALS_MAX);
    static final DirectBuffer SERVICES = of(Limits.Key.SERVICES_MAX);
    static final DirectBuffer EDGES = of(Limits.Key.EDGES_MAX);
    static final DirectBuffer SESSIONS = of(Limits.Key.SESSIONS_MAX);
    static final DirectBuffer[] ACL = {
        of(Limits.Key.ACL_POLICIES_MAX),
        of(Limits.Key.ACL_TOKENS_MAX),
        of(Limits.Key.ACL_ROLES_MAX),
        of(Limits.Key.ACL_AUTH_METHODS_MAX),
        of(Limits.Key.ACL_BINDING_RULES_MAX),
        of(Limits.Key.ACL_ONE_TIME_TOKENS_MAX)
    };
    static final DirectBuffer VARIABLES = of(Limits.Key.VARIABLES_MAX);
    static final DirectBuffer HOST_VOLUMES = of(Limits.Key.HOST_VOLUMES_MAX);
    static final DirectBuffer CSI_VOLUMES = of(Limits.Key.CSI_VOLUMES_MAX);
    static final DirectBuffer CSI_PLUGINS = of(Limits.Key.CSI_PLUGINS_MAX);
    static final DirectBuffer CSI_MEMBERS = of(Limits.Key.CSI_MEMBERS_MAX);
    static final DirectBuffer ROOT_KEYS = of(Limits.Key.ROOT_KEYS_MAX);
    static final DirectBuffer DEADLINES = of(Limits.Key.DEADLINES_MAX);
    static final DirectBuffer GC_ROWS = of(Limits.Key.GC_ROWS_PER_ENTRY);
    static final DirectBuffer BLOB_BYTES = of(Limits.Key.BLOB_BYTES_MAX);
    private static final DirectBuffer STRINGS = of(Limits.Key.STRINGS_MAX);
    static final DirectBuffer COMMAND_BYTES = of(Limits.Key.COMMAND_BYTES_MAX);

    private LimitNames() {}

    /** Which limit keeps the heap from taking some more pieces; none has room for the bytes else. */
    static DirectBuffer ofHeap(final Heap heap, final int pieces) {
        return heap.hasRoomForStrings(pieces) ? BLOB_BYTES : STRINGS;
    }

    private static DirectBuffer of(final Limits.Key key) {
        return Text.of(key.name());
    }
}
