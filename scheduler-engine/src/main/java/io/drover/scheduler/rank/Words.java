package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecPorts;
import io.drover.scheduler.spec.Texts;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Puts verdicts into the words that clients know. Reusable; the words stand in {@link #buffer()} until the next verdict.
 */
final class Words {
    private final StringTable strings;
    private final CsiWords csi;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(256);
    private int length;

    Words(final StringTable strings, final CsiWords csi) {
        this.strings = strings;
        this.csi = csi;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Words a verdict; value and use are what the tally keeps with it. */
    Words of(final JobSpec spec, final int verdict, final int value, final int use) {
        length = 0;
        final int detail = Verdict.detail(verdict);
        return switch (Verdict.kind(verdict)) {
            case Verdict.CONSTRAINT -> constraint(spec, detail);
            case Verdict.MISSING_DRIVERS -> ascii("missing drivers");
            case Verdict.MISSING_DEVICES -> ascii("missing devices");
            case Verdict.MISSING_NETWORK -> ascii("missing network");
            case Verdict.MISSING_HOST_NETWORK ->
                ascii("missing host network \"")
                        .hostNetwork(spec, detail)
                        .ascii("\" for port \"")
                        .text(spec, spec.ports().label(detail))
                        .ascii("\"");
            case Verdict.MISSING_HOST_VOLUMES -> ascii("missing compatible host volumes");
            case Verdict.MISSING_CSI_VOLUMES,
                    Verdict.CSI_PLUGIN_MISSING,
                    Verdict.CSI_PLUGIN_UNHEALTHY,
                    Verdict.CSI_VOLUMES_MAX,
                    Verdict.CSI_TOPOLOGY,
                    Verdict.CSI_NOT_READABLE,
                    Verdict.CSI_NOT_WRITABLE,
                    Verdict.CSI_WRITTEN,
                    Verdict.CSI_WRITTEN_BEFORE -> csi(spec, verdict, value);
            case Verdict.CLASS_INELIGIBLE -> ascii("computed class ineligible");
            case Verdict.DISTINCT_HOSTS -> ascii("distinct_hosts");
            case Verdict.DISTINCT_PROPERTY -> distinctProperty(spec, detail, value, use);
            case Verdict.MISSING_PROPERTY ->
                ascii("missing property \"")
                        .text(spec, spec.constraints().left(detail))
                        .ascii("\"");
            default -> exhaustion(spec, verdict);
        };
    }

    private Words csi(final JobSpec spec, final int verdict, final int node) {
        length = csi.put(spec, verdict, node, buffer);
        return this;
    }

    private Words exhaustion(final JobSpec spec, final int verdict) {
        final int detail = Verdict.detail(verdict);
        final SpecPorts ports = spec.ports();
        return switch (Verdict.kind(verdict)) {
            case Verdict.RESERVED_PORT_COLLISION ->
                ascii("network: reserved port collision ")
                        .text(spec, ports.label(detail))
                        .ascii("=")
                        .number(ports.value(detail));
            case Verdict.NO_ADDRESS ->
                ascii("network: no addresses available for ")
                        .hostNetwork(spec, detail)
                        .ascii(" network");
            case Verdict.DYNAMIC_PORTS -> ascii("network: dynamic port selection failed");
            case Verdict.INVALID_PORT ->
                ascii("network: invalid port ").number(ports.value(detail)).ascii(" (out of range)");
            case Verdict.CORES -> ascii("cores");
            case Verdict.NUMA_CORES -> ascii("numa-cores");
            case Verdict.DEVICES -> ascii("devices: no devices match request");
            case Verdict.NO_DEVICES -> ascii("devices: no devices available");
            case Verdict.ZERO_DEVICES -> ascii("devices: invalid request of zero devices");
            case Verdict.MAX_ALLOCATIONS -> ascii("max allocation exceeded");
            case Verdict.CPU -> ascii("cpu");
            case Verdict.MEMORY -> ascii("memory");
            default -> ascii("disk");
        };
    }

    private Words constraint(final JobSpec spec, final int index) {
        final Criteria constraints = spec.constraints();
        return text(spec, constraints.left(index))
                .ascii(" ")
                .text(spec, constraints.operandText(index))
                .ascii(" ")
                .text(spec, constraints.right(index));
    }

    private Words distinctProperty(final JobSpec spec, final int constraint, final int value, final int use) {
        ascii("distinct_property: ")
                .text(spec, spec.constraints().left(constraint))
                .ascii("=");
        if (!DistinctRules.isNode(value)) {
            buffer.putBytes(length, strings.buffer(value), strings.offset(value), strings.length(value));
            length += strings.length(value);
        }
        return ascii(" used by ").number(use).ascii(" allocs");
    }

    private Words hostNetwork(final JobSpec spec, final int port) {
        final long alias = spec.ports().hostNetwork(port);
        return Texts.length(alias) == 0 ? ascii("default") : text(spec, alias);
    }

    private Words ascii(final String words) {
        length += buffer.putStringWithoutLengthAscii(length, words);
        return this;
    }

    private Words text(final JobSpec spec, final long text) {
        buffer.putBytes(length, spec.texts().buffer(), Texts.offset(text), Texts.length(text));
        length += Texts.length(text);
        return this;
    }

    private Words number(final int value) {
        length += buffer.putIntAscii(length, value);
        return this;
    }
}
