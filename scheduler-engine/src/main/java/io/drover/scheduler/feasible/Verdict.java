package io.drover.scheduler.feasible;

/**
 * The outcome of the checks of a group on a node, as a number: cheap to keep per node, turned into words only for metrics.
 *
 * <pre>
 *  0                     fits
 *  kind << 24 | detail   detail: constraint or port of the spec, where the kind has one
 * </pre>
 *
 * <p>Kinds up to {@link #LAST_FILTER} say that the node is unfit whatever runs on it; later ones that something is used up.
 */
public final class Verdict {
    /** Nothing speaks against the node. */
    public static final int FITS = 0;

    public static final int CONSTRAINT = 1;
    public static final int MISSING_DRIVERS = 2;
    public static final int MISSING_DEVICES = 3;
    public static final int MISSING_NETWORK = 4;
    public static final int MISSING_HOST_NETWORK = 5;
    public static final int MISSING_HOST_VOLUMES = 6;
    public static final int DISTINCT_HOSTS = 7;
    public static final int DISTINCT_PROPERTY = 8;
    public static final int MISSING_PROPERTY = 9;
    /** The class was found unsuitable earlier in the evaluation. */
    public static final int CLASS_INELIGIBLE = 10;

    /** Volumes of storage plugins that are not there; the detail is the group. */
    public static final int MISSING_CSI_VOLUMES = 11;

    /** Of the plugin of a volume; the detail, here and below, is the volume's place among those of the spec. */
    public static final int CSI_PLUGIN_MISSING = 12;

    public static final int CSI_PLUGIN_UNHEALTHY = 13;
    public static final int CSI_VOLUMES_MAX = 14;
    public static final int CSI_TOPOLOGY = 15;
    public static final int CSI_NOT_READABLE = 16;
    public static final int CSI_NOT_WRITABLE = 17;
    public static final int CSI_WRITTEN = 18;
    /** By an allocation that is not kept any more; the volume is not detached yet. */
    public static final int CSI_WRITTEN_BEFORE = 19;

    static final int LAST_FILTER = 31;

    public static final int RESERVED_PORT_COLLISION = 32;
    public static final int NO_ADDRESS = 33;
    public static final int DYNAMIC_PORTS = 34;
    public static final int INVALID_PORT = 35;
    public static final int CORES = 36;
    public static final int MAX_ALLOCATIONS = 37;
    public static final int CPU = 38;
    public static final int MEMORY = 39;
    public static final int DISK = 40;

    /** No group of like devices has enough free ones that suit. */
    public static final int DEVICES = 41;

    public static final int NO_DEVICES = 42;

    /** A job that asks for devices and wants none of them. */
    public static final int ZERO_DEVICES = 43;

    /** No memory node has enough free cores, or not together with the devices that are to be near. */
    public static final int NUMA_CORES = 44;

    private static final int DETAIL_BITS = 24;
    private static final int DETAIL_MASK = (1 << DETAIL_BITS) - 1;

    private Verdict() {}

    public static int of(final int kind) {
        return kind << DETAIL_BITS;
    }

    public static int of(final int kind, final int detail) {
        return kind << DETAIL_BITS | detail;
    }

    public static int kind(final int verdict) {
        return verdict >>> DETAIL_BITS;
    }

    public static int detail(final int verdict) {
        return verdict & DETAIL_MASK;
    }

    /** Whether it is worded with the name of the node. */
    public static boolean isOfNode(final int verdict) {
        final int kind = kind(verdict);
        return kind >= CSI_PLUGIN_MISSING && kind <= CSI_VOLUMES_MAX;
    }

    /** Whether it is one of exhaustion, not of unfitness. */
    public static boolean isExhausted(final int verdict) {
        return kind(verdict) > LAST_FILTER;
    }
}
