package io.drover.cluster.query;

import io.drover.cluster.command.CommandBytes;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.periodic.LaunchTimes;
import io.drover.cluster.rows.AllocRowWriter;
import io.drover.cluster.rows.AllocRowWriter.Detail;
import io.drover.cluster.rows.Bools;
import io.drover.cluster.spec.SpecCheck;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.view.DryRunView;
import io.drover.sbe.command.JobRegisterDecoder;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.query.QueryStatus;
import io.drover.sbe.snapshot.PlanRowEncoder;
import io.drover.scheduler.EvalInput;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.BlockedPlan;
import io.drover.scheduler.plan.GroupOutcomes;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.plan.Stops;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Dry runs: the scheduler decides on the state with another spec, and the plan is shown instead of applied. */
final class PlanQueries {
    private static final DirectBuffer DEFAULT_POOL = Text.of("default");

    private final ClusterState state;
    private final Engine engine;
    private final Request request;
    private final PageBuilder page;
    private final DryRunView view;
    private final SpecCheck spec;
    private final JobRegisterDecoder register = new JobRegisterDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EvalInput input = new EvalInput();
    private final PlanBuffer plan = new PlanBuffer();
    private final AllocRowWriter allocs;
    private final PlanRowEncoder row = new PlanRowEncoder();
    private final MessageHeaderEncoder rowHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer jobId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer specBytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer periodic = new UnsafeBuffer(0, 0);
    private final LaunchTimes times = new LaunchTimes();
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);

    PlanQueries(final Engine engine, final Request request, final PageBuilder page) {
        this.engine = engine;
        this.request = request;
        this.page = page;
        state = engine.state();
        view = new DryRunView(engine.view());
        spec = new SpecCheck(state.limits());
        allocs = new AllocRowWriter(state);
    }

    void plan() {
        page.index(state.indexes().last());
        if (!read() || spec.check(specBytes) != null) {
            page.status(QueryStatus.MALFORMED);
            return;
        }
        final DirectBuffer pool = 0 == spec.pool().capacity() ? DEFAULT_POOL : spec.pool();
        if (Slab.NULL_ROW == state.namespaces().find(namespace)
                || Slab.NULL_ROW == state.pools().find(pool)) {
            page.status(QueryStatus.NOT_FOUND);
            return;
        }
        final int found = state.jobs().find(namespace, jobId);
        final boolean isNew = Slab.NULL_ROW == found;
        final int job = isNew ? state.jobs().rows().rowCountMax() : found;
        view.begin(job, isNew, isNew || isChanged(found), spec.isStopped(), specBytes);
        input.reset()
                .id(engine.step().index(), 1)
                .job(job)
                .priority(spec.priority())
                .type(spec.type())
                .trigger(EvalTrigger.JOB_REGISTER)
                .isAnnotated(true);
        engine.scheduler().process(view, input, plan, Integer.MAX_VALUE);
        page.keepRow(write(isNew ? 0 : state.jobs().jobModifyIndex(found)));
        writeEvicted();
    }

    private boolean read() {
        final DirectBuffer payload = request.payload();
        if (!CommandBytes.isSound(payload, JobRegisterDecoder.TEMPLATE_ID)) {
            return false;
        }
        register.wrapAndApplyHeader(payload, 0, header);
        register.wrapNamespace(namespace);
        register.wrapJobId(jobId);
        register.wrapSpec(specBytes);
        register.skipDocument();
        register.skipSubmission();
        register.wrapPeriodic(periodic);
        return true;
    }

    private boolean isChanged(final int job) {
        final VersionTable versions = state.versions();
        final int current = state.jobs().current(job);
        register.wrapAndApplyHeader(request.payload(), 0, header);
        return versions.isStopped(current) != spec.isStopped()
                || versions.digestHigh(current) != register.documentDigest().high()
                || versions.digestLow(current) != register.documentDigest().low();
    }

    private int write(final long jobModifyIndex) {
        final GroupOutcomes outcomes = plan.outcomes();
        row.wrapAndApplyHeader(page.rows(), page.rowOffset(), rowHeader)
                .jobModifyIndex(jobModifyIndex)
                .isBlocked(Bools.of(plan.blocked().isNeeded()))
                .isEscaped(Bools.of(plan.blocked().isEscaped()))
                .nextLaunchMs(nextLaunchMs());
        final PlanRowEncoder.GroupsEncoder groups = row.groupsCount(outcomes.count());
        int failures = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            failures += outcomes.isFailed(i) ? 1 : 0;
            wrapName(outcomes, i);
            groups.next()
                    .ignore(outcomes.count(i, Count.IGNORE))
                    .place(outcomes.count(i, Count.PLACE))
                    .migrate(outcomes.count(i, Count.MIGRATE))
                    .stop(outcomes.count(i, Count.STOP))
                    .inPlaceUpdate(outcomes.count(i, Count.IN_PLACE_UPDATE))
                    .destructiveUpdate(outcomes.count(i, Count.DESTRUCTIVE_UPDATE))
                    .canary(outcomes.count(i, Count.CANARY))
                    .preemptions(outcomes.count(i, Count.PREEMPTIONS))
                    .putName(name, 0, name.capacity());
        }
        final PlanRowEncoder.FailuresEncoder failed = row.failuresCount(failures);
        for (int i = 0; i < outcomes.count(); i++) {
            if (outcomes.isFailed(i)) {
                wrapName(outcomes, i);
                failed.next().putGroup(name, 0, name.capacity());
                failed.putMetric(plan.metrics(), outcomes.metricOffset(i), outcomes.metricLength(i));
            }
        }
        writeClasses();
        return MessageHeaderEncoder.ENCODED_LENGTH + row.encodedLength();
    }

    /** Rows of the allocations that would give way, as many as a page takes. */
    private void writeEvicted() {
        final Stops stops = plan.stops();
        for (int i = 0; i < stops.count() && page.hasRoom(); i++) {
            if (stops.preemptor(i) != Stops.NONE) {
                page.keepRow(allocs.write(stops.alloc(i), Detail.STUB, page.rows(), page.rowOffset()));
            }
        }
    }

    /** By the clock of the log, as the launch itself will be. */
    private long nextLaunchMs() {
        if (spec.isStopped() || !LaunchTimes.isSound(periodic)) {
            return LaunchTimes.NEVER;
        }
        final LaunchTimes of = times.of(periodic);
        return of.isEnabled() ? of.nextMs(engine.step().nowMs()) : LaunchTimes.NEVER;
    }

    private void writeClasses() {
        final BlockedPlan blocked = plan.blocked();
        final PlanRowEncoder.ClassesEncoder classes = row.classesCount(blocked.classCount());
        for (int i = 0; i < blocked.classCount(); i++) {
            classes.next().computedClass(blocked.computedClass(i)).eligible(Bools.of(blocked.isEligible(i)));
        }
    }

    private void wrapName(final GroupOutcomes outcomes, final int at) {
        final long handle = outcomes.spec(at);
        if (handle == DryRunView.TRIAL_SPEC) {
            name.wrap(spec.groupName(outcomes.group(at)));
        } else {
            final VersionTable versions = state.versions();
            state.heap().strings().wrap(versions.groupName(versions.rows().resolve(handle), outcomes.group(at)), name);
        }
    }
}
