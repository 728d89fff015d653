package io.drover.scheduler.rank;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.PlacementMetricEncoder;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.fleet.NodeClasses;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.JobSpec;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The lists of a metric that count nodes. From one placement to the next they are nearly the same, so their bytes are kept, those about
 * filtered nodes apart from those about exhausted ones, and encoded anew only when something was counted.
 *
 * <pre>
 *  metric  | header, block | available, filtered ... | exhausted ... | scores ...
 *                            ◄─ filtered bytes ─────► ◄─ exhausted ─►  the caller goes on here
 * </pre>
 *
 * <p>Lists are in the order of their strings, or of the spec's checks, never in that of rows.
 */
final class NodeCounts {
    private static final int NAMES = MessageHeaderEncoder.ENCODED_LENGTH + PlacementMetricEncoder.BLOCK_LENGTH;

    private final Fleet fleet;
    private final StringTable strings;
    private final Candidates candidates;
    private final Words words;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlacementMetricEncoder draft = new PlacementMetricEncoder();
    private final ExpandableArrayBuffer filtered = new ExpandableArrayBuffer(512);
    private final ExpandableArrayBuffer exhausted = new ExpandableArrayBuffer(512);
    private int filteredLength;
    private int exhaustedFrom;
    private int exhaustedLength;
    private int filterChanges;
    private int exhaustionChanges;
    private boolean hasNames;
    private final NameCounts available = new NameCounts();
    private final NameCounts filteredClasses = new NameCounts();
    private final NameCounts exhaustedClasses = new NameCounts();
    private int[] order = new int[16];
    private int filteredEntries;
    private int exhaustedEntries;

    NodeCounts(final Fleet fleet, final Candidates candidates, final CsiWords csiWords) {
        this.fleet = fleet;
        strings = fleet.strings();
        this.candidates = candidates;
        words = new Words(strings, csiWords);
    }

    /** Encodes the lists where something was counted since; {@link #encode} puts them into a metric. */
    void prepare(final JobSpec spec) {
        final Tally tally = candidates.tally();
        final boolean isFilterNew = filterChanges != tally.filterChanges();
        if (isFilterNew || exhaustionChanges != tally.exhaustionChanges()) {
            orderEntries();
        }
        if (isFilterNew) {
            encodeFiltered(spec);
        }
        if (isFilterNew || exhaustionChanges != tally.exhaustionChanges()) {
            encodeExhausted(spec);
        }
        filterChanges = tally.filterChanges();
        exhaustionChanges = tally.exhaustionChanges();
    }

    /** Bytes that are put into a metric. */
    int length() {
        return NAMES + filteredLength + exhaustedLength;
    }

    /** Puts header, counts and lists at the start of a metric; the encoder goes on with its scores. */
    void encode(final PlacementMetricEncoder encoder, final MutableDirectBuffer buffer, final int start) {
        final Tally tally = candidates.tally();
        encoder.wrapAndApplyHeader(buffer, start, header)
                .nodesEvaluated(candidates.nodeCount())
                .nodesFiltered(tally.filtered())
                .nodesInPool(candidates.nodeCount())
                .nodesExhausted(tally.exhausted());
        skipFiltered(encoder);
        encoder.classExhaustedCount(0);
        encoder.dimensionExhaustedCount(0);
        buffer.putBytes(start + NAMES, filtered, NAMES, filteredLength);
        buffer.putBytes(start + NAMES + filteredLength, exhausted, exhaustedFrom, exhaustedLength);
        encoder.limit(start + NAMES + filteredLength + exhaustedLength);
    }

    /** Whether nodes were counted since the last metric. */
    boolean isChanged() {
        return filterChanges != candidates.tally().filterChanges()
                || exhaustionChanges != candidates.tally().exhaustionChanges();
    }

    /** Whether nodes are exhausted at all. */
    boolean hasExhausted() {
        return exhaustedEntries > 0;
    }

    /** Whether nodes are exhausted in this kind of verdict. */
    boolean isExhausted(final int kind) {
        for (int i = filteredEntries; i < filteredEntries + exhaustedEntries; i++) {
            if (Verdict.kind(candidates.tally().verdict(order[i])) == kind) {
                return true;
            }
        }
        return false;
    }

    private static void skipFiltered(final PlacementMetricEncoder encoder) {
        encoder.nodesAvailableCount(0);
        encoder.classFilteredCount(0);
        encoder.constraintFilteredCount(0);
    }

    private void encodeFiltered(final JobSpec spec) {
        countNames();
        draft.wrapAndApplyHeader(filtered, 0, header);
        encodeAvailable();
        encodeFilteredClasses();
        encodeConstraints(spec);
        filteredLength = draft.limit() - NAMES;
    }

    private void encodeExhausted(final JobSpec spec) {
        exhaustedClasses.clear();
        final NodeClasses classes = fleet.classes();
        for (int row = 0; hasNames && row < classes.rowLimit(); row++) {
            if (candidates.exhaustedOfClass(row) > 0) {
                addNamed(exhaustedClasses, classes.get(row).name(), candidates.exhaustedOfClass(row));
            }
        }
        draft.wrapAndApplyHeader(exhausted, 0, header);
        skipFiltered(draft);
        exhaustedFrom = draft.limit();
        encodeExhaustedClasses();
        encodeDimensions(spec);
        exhaustedLength = draft.limit() - exhaustedFrom;
    }

    private void countNames() {
        available.clear();
        filteredClasses.clear();
        hasNames = false;
        final NodeClasses classes = fleet.classes();
        for (int row = 0; row < classes.rowLimit(); row++) {
            if (candidates.readyOfClass(row) > 0) {
                final NodeClass nodeClass = classes.get(row);
                available.add(strings, nodeClass.datacenter(), candidates.readyOfClass(row));
                addNamed(filteredClasses, nodeClass.name(), candidates.filteredOfClass(row));
                hasNames |= nodeClass.name() != StringTable.EMPTY;
            }
        }
    }

    private void addNamed(final NameCounts counts, final int name, final int by) {
        if (by > 0 && name != StringTable.EMPTY) {
            counts.add(strings, name, by);
        }
    }

    /** Sorts the tally's entries that count nodes by verdict, value and use; verdicts of exhaustion come last by themselves. */
    private void orderEntries() {
        final Tally tally = candidates.tally();
        if (tally.count() > order.length) {
            order = Arrays.copyOf(order, Math.max(tally.count(), order.length << 1));
        }
        filteredEntries = 0;
        exhaustedEntries = 0;
        for (int entry = 0; entry < tally.count(); entry++) {
            if (tally.nodes(entry) > 0) {
                int at = filteredEntries + exhaustedEntries;
                while (at > 0 && precedes(tally, entry, order[at - 1])) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = entry;
                if (Verdict.isExhausted(tally.verdict(entry))) {
                    exhaustedEntries++;
                } else {
                    filteredEntries++;
                }
            }
        }
    }

    private boolean precedes(final Tally tally, final int a, final int b) {
        if (tally.verdict(a) != tally.verdict(b)) {
            return tally.verdict(a) < tally.verdict(b);
        }
        if (tally.use(a) != tally.use(b)) {
            return tally.use(a) > tally.use(b);
        }
        if (Verdict.isOfNode(tally.verdict(a))) {
            return precedesAsNode(tally.value(a), tally.value(b));
        }
        return !DistinctRules.isNode(tally.value(a)) && strings.compare(tally.value(a), tally.value(b)) < 0;
    }

    /** Nodes in the order of their ids, those without entries of their own last. */
    private boolean precedesAsNode(final int a, final int b) {
        if (Tally.OTHER_NODES == a || Tally.OTHER_NODES == b) {
            return Tally.OTHER_NODES != a;
        }
        final int order = Long.compareUnsigned(fleet.idHigh(a), fleet.idHigh(b));
        return order < 0 || order == 0 && Long.compareUnsigned(fleet.idLow(a), fleet.idLow(b)) < 0;
    }

    private void encodeAvailable() {
        final PlacementMetricEncoder.NodesAvailableEncoder each = draft.nodesAvailableCount(available.count());
        for (int i = 0; i < available.count(); i++) {
            final int name = available.name(i);
            each.next()
                    .nodeCount(available.count(i))
                    .putDatacenter(strings.buffer(name), strings.offset(name), strings.length(name));
        }
    }

    private void encodeFilteredClasses() {
        final PlacementMetricEncoder.ClassFilteredEncoder each = draft.classFilteredCount(filteredClasses.count());
        for (int i = 0; i < filteredClasses.count(); i++) {
            final int name = filteredClasses.name(i);
            each.next()
                    .nodeCount(filteredClasses.count(i))
                    .putName(strings.buffer(name), strings.offset(name), strings.length(name));
        }
    }

    private void encodeExhaustedClasses() {
        final PlacementMetricEncoder.ClassExhaustedEncoder each = draft.classExhaustedCount(exhaustedClasses.count());
        for (int i = 0; i < exhaustedClasses.count(); i++) {
            final int name = exhaustedClasses.name(i);
            each.next()
                    .nodeCount(exhaustedClasses.count(i))
                    .putName(strings.buffer(name), strings.offset(name), strings.length(name));
        }
    }

    private void encodeConstraints(final JobSpec spec) {
        final PlacementMetricEncoder.ConstraintFilteredEncoder each = draft.constraintFilteredCount(filteredEntries);
        for (int i = 0; i < filteredEntries; i++) {
            word(spec, order[i]);
            each.next().nodeCount(candidates.tally().nodes(order[i])).putReason(words.buffer(), 0, words.length());
        }
    }

    private void encodeDimensions(final JobSpec spec) {
        final PlacementMetricEncoder.DimensionExhaustedEncoder each = draft.dimensionExhaustedCount(exhaustedEntries);
        for (int i = filteredEntries; i < filteredEntries + exhaustedEntries; i++) {
            word(spec, order[i]);
            each.next().nodeCount(candidates.tally().nodes(order[i])).putDimension(words.buffer(), 0, words.length());
        }
    }

    private void word(final JobSpec spec, final int entry) {
        final Tally tally = candidates.tally();
        words.of(spec, tally.verdict(entry), tally.value(entry), tally.use(entry));
    }
}
