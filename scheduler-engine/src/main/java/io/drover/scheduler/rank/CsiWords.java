package io.drover.scheduler.rank;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.CsiView;
import io.drover.scheduler.feasible.CsiVolumeRules;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecVolumes;
import io.drover.scheduler.spec.Texts;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Puts verdicts about volumes of storage plugins into the words that clients know. */
final class CsiWords {
    private static final int DIGITS_MAX = Long.SIZE / 4;

    private final Fleet fleet;
    private final CsiVolumeRules rules;
    private @Nullable AllocView allocs;
    private int job;
    private int nameIndex;
    private ExpandableArrayBuffer target = new ExpandableArrayBuffer();
    private int length;

    CsiWords(final Fleet fleet, final CsiVolumeRules rules) {
        this.fleet = fleet;
        this.rules = rules;
    }

    /** Says for whom the next words are. */
    void job(final AllocView view, final int row, final int allocNameIndex) {
        allocs = view;
        job = row;
        nameIndex = allocNameIndex;
    }

    /** Writes the words of a verdict to the beginning of a buffer, and answers their length. */
    int put(final JobSpec spec, final int verdict, final int node, final ExpandableArrayBuffer buffer) {
        target = buffer;
        length = 0;
        final int detail = Verdict.detail(verdict);
        switch (Verdict.kind(verdict)) {
            case Verdict.MISSING_CSI_VOLUMES -> missing(spec, detail);
            case Verdict.CSI_PLUGIN_MISSING -> plugin(detail, " is missing from ", node);
            case Verdict.CSI_PLUGIN_UNHEALTHY -> plugin(detail, " is unhealthy on ", node);
            case Verdict.CSI_VOLUMES_MAX -> plugin(detail, " has the maximum number of volumes on ", node);
            case Verdict.CSI_TOPOLOGY -> ascii("did not meet topology requirement");
            case Verdict.CSI_NOT_READABLE ->
                volume(detail, " is unschedulable or has exhausted its available reader claims");
            case Verdict.CSI_NOT_WRITABLE -> volume(detail, " is unschedulable or is read-only");
            case Verdict.CSI_WRITTEN -> volume(detail, " has exhausted its available writer claims");
            default -> writtenBefore(detail);
        }
        return length;
    }

    private void missing(final JobSpec spec, final int group) {
        ascii("missing CSI volume(s) ");
        final SpecVolumes volumes = spec.volumes();
        boolean isFirst = true;
        for (int i = 0; i < volumes.count(); i++) {
            if (volumes.group(i) == group && !volumes.isHost(i) && rules.isMissing(i)) {
                ascii(isFirst ? "" : ", ");
                final long source = volumes.source(i);
                target.putBytes(length, spec.texts().buffer(), Texts.offset(source), Texts.length(source));
                length += Texts.length(source);
                if (volumes.isPerAlloc(i)) {
                    ascii("[");
                    length += target.putIntAscii(length, nameIndex);
                    ascii("]");
                }
                isFirst = false;
            }
        }
    }

    private void plugin(final int request, final String what, final int node) {
        ascii("CSI plugin ");
        string(rules.pluginId(request));
        ascii(what);
        if (Tally.OTHER_NODES == node) {
            ascii("other clients");
        } else {
            ascii("client ");
            id(fleet.idHigh(node), fleet.idLow(node));
        }
    }

    private void volume(final int request, final String what) {
        ascii("CSI volume ");
        string(rules.volumeId(request));
        ascii(what);
    }

    private void writtenBefore(final int request) {
        if (allocs == null) {
            throw Invariant.unreachable("volumes were prepared for a job");
        }
        final CsiView volumes = rules.volumes();
        final int claim = rules.blockingClaim(allocs, job, request);
        volume(request, " has exhausted its available writer claims and is claimed by a garbage collected allocation ");
        id(volumes.claimantIdHigh(claim), volumes.claimantIdLow(claim));
        ascii("; waiting for claim to be released");
    }

    private void id(final long high, final long low) {
        hex(high, 0, 8);
        ascii("-");
        hex(high, 8, 4);
        ascii("-");
        hex(high, 12, 4);
        ascii("-");
        hex(low, 0, 4);
        ascii("-");
        hex(low, 4, 12);
    }

    private void hex(final long value, final int from, final int digits) {
        for (int i = from; i < from + digits; i++) {
            target.putByte(length++, (byte) Character.forDigit((int) (value >>> 4 * (DIGITS_MAX - 1 - i)) & 0xf, 16));
        }
    }

    private void string(final int id) {
        final StringTable strings = fleet.strings();
        target.putBytes(length, strings.buffer(id), strings.offset(id), strings.length(id));
        length += strings.length(id);
    }

    private void ascii(final String words) {
        length += target.putStringWithoutLengthAscii(length, words);
    }
}
