package io.drover.cluster.query;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.rows.Bools;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryStatus;
import io.drover.sbe.snapshot.ExplainedGroupRowEncoder;
import io.drover.sbe.snapshot.ExplainedNodeRowEncoder;
import io.drover.sbe.snapshot.ExplainedVictimRowEncoder;
import io.drover.scheduler.EvalInput;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.rank.NodeReport;
import io.drover.scheduler.rank.NodeReports;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecTasks;
import io.drover.scheduler.spec.Texts;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What speaks for and against each node for one more allocation of a group, and who would give way to it, as the scheduler would find it
 * now.
 */
final class ExplanationQueries implements NodeReports {
    private final Engine engine;
    private final ClusterState state;
    private final StringTable strings;
    private final Request request;
    private final PageBuilder page;
    private final EvalInput input = new EvalInput();
    private final PlanBuffer plan = new PlanBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExplainedGroupRowEncoder groupRow = new ExplainedGroupRowEncoder();
    private final ExplainedNodeRowEncoder nodeRow = new ExplainedNodeRowEncoder();
    private final ExplainedVictimRowEncoder victimRow = new ExplainedVictimRowEncoder();
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);

    ExplanationQueries(final Engine engine, final Request request, final PageBuilder page) {
        this.engine = engine;
        this.request = request;
        this.page = page;
        state = engine.state();
        strings = state.heap().strings();
    }

    void group() {
        page.index(state.indexes().last());
        final int job = state.jobs().find(request.namespace(), request.key());
        if (Slab.NULL_ROW == job) {
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        input.reset().id(engine.step().index(), 1).job(job);
        final int firstNode = request.hasCursor() ? (int) request.cursorLong() : 0;
        if (!engine.scheduler()
                .explain(engine.view(), input, plan, (int) request.version(), Math.max(0, firstNode), this)) {
            page.status(QueryStatus.NOT_FOUND);
        }
    }

    @Override
    public void onGroup(final JobSpec spec, final int group) {
        if (request.hasCursor()) {
            return;
        }
        groupRow.wrapAndApplyHeader(page.rows(), page.rowOffset(), header)
                .groupCount(spec.groupCount())
                .cpuMhz(spec.group(group).footprint().cpuMhz())
                .memoryMb(spec.group(group).footprint().memoryMb())
                .diskMb(spec.group(group).footprint().diskMb())
                .coreCount(spec.group(group).footprint().coreCount());
        final Texts texts = spec.texts();
        final Criteria constraints = spec.constraints();
        final ExplainedGroupRowEncoder.ConstraintsEncoder each = groupRow.constraintsCount(constraints.count());
        for (int i = 0; i < constraints.count(); i++) {
            each.next().applies(Bools.of(constraints.appliesTo(i, group)));
            each.putLeft(texts.buffer(), Texts.offset(constraints.left(i)), Texts.length(constraints.left(i)));
            final long operand = constraints.operandText(i);
            each.putOperand(texts.buffer(), Texts.offset(operand), Texts.length(operand));
            each.putRight(texts.buffer(), Texts.offset(constraints.right(i)), Texts.length(constraints.right(i)));
        }
        drivers(spec, group);
        final long name = spec.group(group).name();
        groupRow.putName(texts.buffer(), Texts.offset(name), Texts.length(name));
        page.keepRow(MessageHeaderEncoder.ENCODED_LENGTH + groupRow.encodedLength());
    }

    private void drivers(final JobSpec spec, final int group) {
        final SpecTasks tasks = spec.tasks();
        int count = 0;
        for (int i = 0; i < tasks.count(); i++) {
            count += tasks.group(i) == group ? 1 : 0;
        }
        final ExplainedGroupRowEncoder.DriversEncoder drivers = groupRow.driversCount(count);
        for (int i = 0; i < tasks.count(); i++) {
            if (tasks.group(i) == group) {
                final long driver = tasks.driver(i);
                drivers.next().putDriver(spec.texts().buffer(), Texts.offset(driver), Texts.length(driver));
            }
        }
    }

    @Override
    public boolean onNode(final NodeReport report) {
        if (!page.hasRoom()) {
            page.cursor(report.node());
            return false;
        }
        final int node = report.node();
        nodeRow.wrapAndApplyHeader(page.rows(), page.rowOffset(), header)
                .kind((short) Verdict.kind(report.verdict()))
                .detail(Verdict.detail(report.verdict()))
                .lacks(report.lacks())
                .unmet(report.unmet())
                .cpuAskMhz(report.cpuAskMhz())
                .cpuFreeMhz(report.cpuFreeMhz())
                .memoryFreeMb(report.memoryFreeMb())
                .diskFreeMb(report.diskFreeMb())
                .fitness(report.fitness())
                .antiAffinity(report.antiAffinity())
                .affinity(report.affinity())
                .spread(report.spread())
                .score(report.score());
        nodeRow.nodeId().high(state.nodes().idHigh(node)).low(state.nodes().idLow(node));
        strings.wrap(state.nodes().name(node), text);
        nodeRow.putName(text, 0, text.capacity());
        strings.wrap(Math.max(StringTable.EMPTY, report.foundValue()), text);
        nodeRow.putFound(text, 0, text.capacity());
        page.keepRow(MessageHeaderEncoder.ENCODED_LENGTH + nodeRow.encodedLength());
        for (int i = 0; i < report.victimCount(); i++) {
            victim(report, report.victim(i));
        }
        return true;
    }

    /** An allocation that would give way; the rows of a node stay together. */
    private void victim(final NodeReport report, final int alloc) {
        final AllocTable allocs = state.allocs();
        final int job = allocs.job(alloc);
        victimRow
                .wrapAndApplyHeader(page.rows(), page.rowOffset(), header)
                .isAllowed(Bools.of(report.preempts()))
                .priority(engine.view().allocs().priority(alloc))
                .cpuMhz(allocs.cpuMhz(alloc))
                .memoryMb(allocs.memoryMb(alloc))
                .diskMb(allocs.diskMb(alloc))
                .score(report.evictionScore());
        victimRow.allocId().high(allocs.idHigh(alloc)).low(allocs.idLow(alloc));
        strings.wrap(state.jobs().namespace(job), text);
        victimRow.putNamespace(text, 0, text.capacity());
        strings.wrap(state.jobs().jobId(job), text);
        victimRow.putJobId(text, 0, text.capacity());
        strings.wrap(state.versions().groupName(allocs.version(alloc), allocs.group(alloc)), text);
        victimRow.putGroup(text, 0, text.capacity());
        page.keepRow(MessageHeaderEncoder.ENCODED_LENGTH + victimRow.encodedLength());
    }
}
