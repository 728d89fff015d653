package io.drover.sbe;

import java.util.Arrays;

/**
 * The hard bounds of a cluster: the same on every member, because they are written by the first log entry and part of
 * every snapshot. Nothing in the state grows past one of them; reaching one is a rejection that names it.
 *
 * <p>A key's ordinal is its number on the wire and on disk, so keys are only added, at the end.
 */
public final class Limits {
    /** What is bounded, its value unless the birth of the cluster says otherwise, and why that value. */
    public enum Key {
        NODES_MAX(20_000, 1, 1_000_000, "Twice the 10,000 machines that the heartbeat traffic is designed for."),
        NODE_POOLS_MAX(1_000, 2, 100_000, "Pools are named by people; thousands would be a mistake."),
        NAMESPACES_MAX(1_000, 1, 100_000, "Namespaces are named by people; thousands would be a mistake."),
        JOBS_MAX(1_000_000, 1, 4_000_000, "Dispatched children are jobs too and live until they are collected."),
        JOB_VERSIONS_MAX(2_000_000, 1, 8_000_000, "One for each dispatched child, and the tracked ones of all others."),
        JOB_VERSIONS_TRACKED(6, 1, 1_000, "As many versions as people revert to; the reference keeps six."),
        JOB_GROUPS_MAX(256, 1, 1_024, "Groups of one job; keeps a plan's bookkeeping small."),
        JOB_TASKS_MAX(1_024, 1, 8_192, "Tasks of one job; keeps a specification small."),
        JOB_COUNT_MAX(50_000, 1, 1_000_000, "Allocations wanted by one job: what one evaluation may have to place."),
        JOB_PRIORITY_MAX(100, 50, 32_766, "The reference's default range."),
        EVALS_MAX(2_000_000, 16, 16_000_000, "An hour of evaluations at 500 a second."),
        ALLOCS_MAX(2_000_000, 16, 16_000_000, "One million running and as many waiting for collection."),
        DEPLOYMENTS_MAX(400_000, 1, 4_000_000, "Four for each job until they are collected."),
        SERVICES_MAX(2_000_000, 1, 16_000_000, "One registration for each allocation."),
        SUMMARY_GROUPS_MAX(4_000_000, 1, 8_000_000, "Four groups for each job."),
        ROOT_KEYS_MAX(64, 1, 4_096, "Keys rotate monthly and are kept for a year or two."),
        EDGES_MAX(64, 1, 1_024, "One for each gateway process."),
        SESSIONS_MAX(256, 4, 4_096, "One for each gateway process, and those that died within the hour."),
        SESSION_WINDOW(
                4_096, 64, 16_384, "Replies kept for each gateway: its commands in flight, resent ones included."),
        STRINGS_MAX(4_000_000, 1_024, 64_000_000, "Names, ids and node attributes, each stored once."),
        BLOB_BYTES_MAX(4L << 30, 1L << 20, 8L << 30, "Documents, specifications, task states and strings."),
        COMMAND_BYTES_MAX(1 << 20, 1 << 16, 1 << 20, "One log entry stays below an eighth of the smallest log term."),
        DOCUMENT_BYTES_MAX(1 << 20, 1 << 12, 1 << 20, "A job, node or namespace document, as one command carries it."),
        NODE_VISITS_PER_ENTRY(200_000, 1_000, 100_000_000, "Placement work of one log entry: up to five milliseconds."),
        DEADLINES_PER_ENTRY(1_024, 16, 65_536, "Expiries handled by one log entry; the rest follows on the next."),
        DEADLINES_MAX(4_000_000, 64, 32_000_000, "Every node has one, and delayed evaluations."),
        QUERY_ROWS_MAX(1_000, 1, 65_536, "Rows of one page, so that no query holds up commands."),
        QUERY_BYTES_MAX(512 << 10, 64 << 10, 4 << 20, "Bytes of one page; a single larger row still travels alone."),
        HEARTBEAT_TTL_MS(15_000, 1_000, 600_000, "Silence after which a node is down; agents beat three times in it."),
        HEARTBEATS_PER_SECOND(2_000, 10, 100_000, "More nodes than this beats for get a longer time to live."),
        CLUSTER_SILENCE_MS(
                3_000, 500, 600_000, "A longer gap between entries was the cluster's fault, not the nodes'."),
        TICK_MS(100, 10, 10_000, "How often the log carries a tick while something waits for time."),
        EDGE_TTL_MS(30_000, 1_000, 600_000, "An edge that is silent for longer is forgotten."),
        SESSION_TTL_MS(3_600_000, 60_000, 86_400_000, "A gateway that is silent for longer is forgotten."),
        GC_INTERVAL_MS(300_000, 1_000, 86_400_000, "How often terminal rows are looked for."),
        EVAL_GC_THRESHOLD_MS(3_600_000, 0, 31_536_000_000L, "Age at which terminal evaluations are collected."),
        BATCH_EVAL_GC_THRESHOLD_MS(86_400_000, 0, 31_536_000_000L, "The same for those of batch jobs."),
        JOB_GC_THRESHOLD_MS(14_400_000, 0, 31_536_000_000L, "Age at which dead jobs are collected."),
        NODE_GC_THRESHOLD_MS(86_400_000, 0, 31_536_000_000L, "Age at which nodes that are down are collected."),
        DEPLOYMENT_GC_THRESHOLD_MS(3_600_000, 0, 31_536_000_000L, "Age at which ended deployments are collected."),
        GC_ROWS_PER_ENTRY(2_000, 16, 65_536, "Rows collected by one log entry, so that no command waits long."),
        ACL_POLICIES_MAX(10_000, 1, 1_000_000, "Policies are written by people or for single jobs."),
        ACL_TOKENS_MAX(200_000, 16, 4_000_000, "One for each login of a day, and those of services."),
        ACL_ROLES_MAX(10_000, 1, 1_000_000, "Roles are named by people."),
        ACL_AUTH_METHODS_MAX(256, 1, 10_000, "One for each provider of identities."),
        ACL_BINDING_RULES_MAX(10_000, 1, 1_000_000, "A few for each group of an identity provider."),
        ACL_ONE_TIME_TOKENS_MAX(10_000, 16, 1_000_000, "They live for ten minutes."),
        VARIABLES_MAX(200_000, 1, 16_000_000, "A few for each job; what they hold counts as blob bytes."),
        HOST_VOLUMES_MAX(100_000, 1, 4_000_000, "A few for each node."),
        VOLUME_USES_MAX(1_000_000, 1, 16_000_000, "One for each allocation and each volume that it uses."),
        HOST_VOLUME_CLAIMS_MAX(200_000, 1, 4_000_000, "One for each allocation that sticks to its volume."),
        CSI_VOLUMES_MAX(100_000, 1, 4_000_000, "One for each allocation that keeps its data outside of its node."),
        CSI_CLAIMS_MAX(400_000, 1, 16_000_000, "A few allocations for each volume, and those that are being detached."),
        CSI_PLUGINS_MAX(256, 1, 10_000, "Plugins are made by vendors of storage; few are in use at a time."),
        CSI_MEMBERS_MAX(100_000, 1, 4_000_000, "A few plugins on every node."),
        CSI_CLAIM_GC_THRESHOLD_MS(3_600_000, 0, 31_536_000_000L, "Age at which claims nobody can detach are let go."),
        CSI_PLUGIN_GC_THRESHOLD_MS(
                3_600_000, 0, 31_536_000_000L, "Age at which plugins that nobody runs are collected.");

        private final long defaultValue;
        private final long minimum;
        private final long maximum;
        private final String reason;

        Key(final long defaultValue, final long minimum, final long maximum, final String reason) {
            this.defaultValue = defaultValue;
            this.minimum = minimum;
            this.maximum = maximum;
            this.reason = reason;
        }

        /** Value of a cluster that was born without another. */
        public long defaultValue() {
            return defaultValue;
        }

        /** Lowest value that a birth may give. */
        public long minimum() {
            return minimum;
        }

        /** Highest value that a birth may give. */
        public long maximum() {
            return maximum;
        }

        /** Why the default is what it is, for documents and messages. */
        public String reason() {
            return reason;
        }

        /** Whether a value may be given to this key. */
        public boolean allows(final long value) {
            return value >= minimum && value <= maximum;
        }

        /** Number on the wire and on disk. */
        public int number() {
            return ordinal();
        }
    }

    private static final Key[] KEYS = Key.values();

    private final long[] values;

    private Limits(final long[] values) {
        this.values = values;
    }

    /** All defaults. */
    public static Limits defaults() {
        final long[] values = new long[KEYS.length];
        for (final Key key : KEYS) {
            values[key.ordinal()] = key.defaultValue();
        }
        return new Limits(values);
    }

    /** Number of keys that this version knows. */
    public static int keyCount() {
        return KEYS.length;
    }

    /** The key of a wire number below {@link #keyCount()}. */
    public static Key key(final int number) {
        return KEYS[number];
    }

    /** Whether a number and value that came from outside name a key and lie within its range. */
    public static boolean isValid(final int number, final long value) {
        return number >= 0 && number < KEYS.length && KEYS[number].allows(value);
    }

    /** A copy in which one key has another value, which must lie within its range. */
    public Limits with(final Key key, final long value) {
        if (!key.allows(value)) {
            throw new IllegalArgumentException(
                    "Expected " + key + " between " + key.minimum() + " and " + key.maximum() + ", but value=" + value);
        }
        final long[] copy = Arrays.copyOf(values, values.length);
        copy[key.ordinal()] = value;
        return new Limits(copy);
    }

    /** The bound of a key. */
    public long get(final Key key) {
        return values[key.ordinal()];
    }

    /** The bound of a key whose maximum fits an {@code int}. */
    public int intValue(final Key key) {
        return Math.toIntExact(values[key.ordinal()]);
    }
}
