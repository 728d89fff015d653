package io.drover.scheduler.feasible;

import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecGroup;
import io.drover.scheduler.spec.SpecPorts;
import io.drover.scheduler.spec.SpecTasks;
import io.drover.scheduler.spec.SpecVolumes;
import io.drover.scheduler.spec.Texts;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The checks of a group that do not depend on what runs where, in the order of the reference: job constraints, drivers, group
 * and task constraints, devices, network, volumes. The first that fails is the verdict.
 */
public final class ClassVerdicts {
    /** No node: only its class is judged. */
    public static final int NO_NODE = NodeValues.NO_NODE;

    private static final byte[] DRIVER_ATTRIBUTE = "attr.driver.".getBytes(StandardCharsets.US_ASCII);
    private static final UnsafeBuffer HOST = new UnsafeBuffer("host".getBytes(StandardCharsets.US_ASCII));
    private static final UnsafeBuffer DEFAULT = new UnsafeBuffer("default".getBytes(StandardCharsets.US_ASCII));
    private static final int NO_INDEX = -1;

    private final StringTable strings;
    private final SpecMemo memo;
    private final DeviceRules devices;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);
    private final ValueCounts rejected = new ValueCounts();
    private long rejectedSpec;

    public ClassVerdicts(final Fleet fleet, final CriterionChecker criteria) {
        strings = fleet.strings();
        memo = new SpecMemo(strings, criteria);
        devices = new DeviceRules(fleet);
    }

    /** Forgets which classes an evaluation has looked at before it places anything. */
    public void begin(final JobSpec spec) {
        rejected.clear();
        memo.clear();
        rejectedSpec = spec.handle();
    }

    /** A class was found unsuitable while allocations were compared with the spec, for a group or, if job constraints say so, for all. */
    public void reject(final JobSpec spec, final int group, final int classRow, final int verdict) {
        if (!spec.group(group).isEscaped()) {
            final boolean isOfJob = Verdict.kind(verdict) == Verdict.CONSTRAINT
                    && spec.constraints().group(Verdict.detail(verdict)) == Criteria.WHOLE;
            rejected.add(key(isOfJob ? Criteria.WHOLE : group, classRow));
        }
    }

    /** Whether that was so: clients are told no reason a second time. */
    public boolean isRejected(final JobSpec spec, final int group, final int classRow) {
        return spec.handle() == rejectedSpec
                && rejected.count() > 0
                && (rejected.find(key(group, classRow)) != ValueCounts.NONE
                        || rejected.find(key(Criteria.WHOLE, classRow)) != ValueCounts.NONE);
    }

    private static long key(final int group, final int classRow) {
        return (long) classRow << Integer.SIZE | group & 0xffff_ffffL;
    }

    /**
     * The verdict on a node.
     *
     * @param node      the node, or {@link #NO_NODE} to judge the class as a whole, which is exact for groups that are
     *                  not escaped.
     * @param nameIndex index of the allocation for volumes per allocation, or -1 when they are to be left out.
     */
    public int check(
            final JobSpec spec, final int group, final NodeClass nodeClass, final int node, final int nameIndex) {
        final int jobConstraint = firstUnmet(spec, Criteria.WHOLE, nodeClass, node);
        if (NO_INDEX != jobConstraint) {
            return Verdict.of(Verdict.CONSTRAINT, jobConstraint);
        }
        if (!hasDrivers(spec, group, nodeClass)) {
            return Verdict.of(Verdict.MISSING_DRIVERS);
        }
        final int constraint = firstUnmet(spec, group, nodeClass, node);
        if (NO_INDEX != constraint) {
            return Verdict.of(Verdict.CONSTRAINT, constraint);
        }
        if (!devices.hasAll(spec, group, nodeClass, node)) {
            return Verdict.of(Verdict.MISSING_DEVICES);
        }
        final int network = checkNetwork(spec, group, nodeClass);
        if (Verdict.FITS != network) {
            return network;
        }
        if (!hasVolumes(spec, group, nodeClass, nameIndex)) {
            return Verdict.of(Verdict.MISSING_HOST_VOLUMES);
        }
        return Verdict.FITS;
    }

    /** All that a class lacks apart from constraints: a bit for each kind of {@link Verdict}. */
    public long lacks(
            final JobSpec spec, final int group, final NodeClass nodeClass, final int node, final int nameIndex) {
        final int network = checkNetwork(spec, group, nodeClass);
        return (hasDrivers(spec, group, nodeClass) ? 0 : 1L << Verdict.MISSING_DRIVERS)
                | (devices.hasAll(spec, group, nodeClass, node) ? 0 : 1L << Verdict.MISSING_DEVICES)
                | (Verdict.FITS == network ? 0 : 1L << Verdict.kind(network))
                | (hasVolumes(spec, group, nodeClass, nameIndex) ? 0 : 1L << Verdict.MISSING_HOST_VOLUMES);
    }

    private int firstUnmet(final JobSpec spec, final int group, final NodeClass nodeClass, final int node) {
        final Criteria constraints = spec.constraints();
        for (int i = 0; i < constraints.count(); i++) {
            if (constraints.group(i) == group && !memo.isMet(spec, i, nodeClass, node)) {
                return i;
            }
        }
        return NO_INDEX;
    }

    private boolean hasDrivers(final JobSpec spec, final int group, final NodeClass nodeClass) {
        final SpecTasks tasks = spec.tasks();
        for (int i = 0; i < tasks.count(); i++) {
            if (tasks.group(i) == group && !hasDriver(spec, tasks.driver(i), nodeClass)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasDriver(final JobSpec spec, final long name, final NodeClass nodeClass) {
        final int driver = memo.id(spec, name);
        if (nodeClass.hasUsableDriver(driver)) {
            return true;
        }
        if (nodeClass.hasUnusableDriver(driver)) {
            return false;
        }
        // A node that reports no such driver may still have the attribute that came before drivers reported themselves.
        final int length = Texts.length(name);
        scratch.putBytes(0, DRIVER_ATTRIBUTE);
        scratch.putBytes(DRIVER_ATTRIBUTE.length, spec.texts().buffer(), Texts.offset(name), length);
        final int value = nodeClass.value(strings.find(scratch, 0, DRIVER_ATTRIBUTE.length + length));
        return NodeClass.MISSING != value && isTrue(value);
    }

    private boolean isTrue(final int value) {
        return strings.equalsAscii(value, "1")
                || strings.equalsAscii(value, "t")
                || strings.equalsAscii(value, "T")
                || strings.equalsAscii(value, "true")
                || strings.equalsAscii(value, "TRUE")
                || strings.equalsAscii(value, "True");
    }

    private int checkNetwork(final JobSpec spec, final int group, final NodeClass nodeClass) {
        final SpecGroup ask = spec.group(group);
        final Texts texts = spec.texts();
        if (texts.equalsAscii(ask.networkMode(), "none")) {
            return Verdict.FITS;
        }
        final boolean isHost = Texts.length(ask.networkMode()) == 0;
        final int mode = isHost ? strings.find(HOST, 0, HOST.capacity()) : memo.id(spec, ask.networkMode());
        // Without a network block nothing is asked of a node that reports no network at all.
        if (!nodeClass.hasNetworkMode(mode) && !(isHost && ask.portCount() == 0)) {
            return Verdict.of(Verdict.MISSING_NETWORK);
        }
        final SpecPorts ports = spec.ports();
        for (int i = 0; i < ports.count(); i++) {
            if (ports.group(i) == group && !nodeClass.hasAlias(alias(texts, ports.hostNetwork(i)))) {
                return Verdict.of(Verdict.MISSING_HOST_NETWORK, i);
            }
        }
        return Verdict.FITS;
    }

    /** String id of the alias that a port asks for. */
    int alias(final Texts texts, final long hostNetwork) {
        return Texts.length(hostNetwork) == 0 ? strings.find(DEFAULT, 0, DEFAULT.capacity()) : find(texts, hostNetwork);
    }

    private boolean hasVolumes(final JobSpec spec, final int group, final NodeClass nodeClass, final int nameIndex) {
        final SpecVolumes volumes = spec.volumes();
        for (int i = 0; i < volumes.count(); i++) {
            if (volumes.group(i) == group
                    && volumes.isHost(i)
                    && !(volumes.isPerAlloc(i) && NO_INDEX == nameIndex)
                    && !hasVolume(spec, i, nodeClass, nameIndex)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasVolume(final JobSpec spec, final int volume, final NodeClass nodeClass, final int nameIndex) {
        final SpecVolumes volumes = spec.volumes();
        final long source = volumes.source(volume);
        int id = find(spec.texts(), source);
        if (volumes.isPerAlloc(volume)) {
            int length = Texts.length(source);
            scratch.putBytes(0, spec.texts().buffer(), Texts.offset(source), length);
            scratch.putByte(length++, (byte) '[');
            length += scratch.putIntAscii(length, nameIndex);
            scratch.putByte(length++, (byte) ']');
            id = strings.find(scratch, 0, length);
        }
        return nodeClass.hasVolume(id, !volumes.isReadOnly(volume));
    }

    private int find(final Texts texts, final long text) {
        return strings.find(texts.buffer(), Texts.offset(text), Texts.length(text));
    }
}
