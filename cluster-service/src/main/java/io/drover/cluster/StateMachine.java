package io.drover.cluster;

import io.drover.cluster.command.BirthReader;
import io.drover.cluster.command.CommandDispatcher;
import io.drover.cluster.command.NotBorn;
import io.drover.cluster.command.ReplySink;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.engine.LevelFault;
import io.drover.cluster.engine.StateFault;
import io.drover.cluster.event.EventRecorder;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.invariant.InvariantChecker;
import io.drover.cluster.invariant.Violations;
import io.drover.cluster.query.PageSink;
import io.drover.cluster.query.QueryService;
import io.drover.cluster.snapshot.LevelRefused;
import io.drover.cluster.snapshot.Restoration;
import io.drover.cluster.snapshot.SnapshotReader;
import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.SnapshotSource;
import io.drover.cluster.snapshot.SnapshotWriter;
import io.drover.cluster.snapshot.StateCopy;
import io.drover.cluster.state.Birth;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.scheduler.offheap.DeadlineQueue;
import io.drover.scheduler.offheap.InvariantViolation;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state machine: log entries in, replies and changes out. The same entries in the same order give the same state on
 * every member, whoever hosts it: the cluster member, the simulator, a replay, a test.
 *
 * <pre>
 *  log entry ─► clock ─► expired deadlines ─► command ─► evaluations; deadlines and evaluations within the entry's budget
 *  tick      ─► clock ─► expired deadlines ────────────► evaluations
 *  query     ─► page, between entries; touches nothing
 * </pre>
 *
 * <p>Owned by the service thread. Allocates nothing in steady state. A {@link StateFault} that leaves any method means that the
 * member must stop.
 */
public final class StateMachine {
    private static final long CONTINUE_MS = 1;
    private static final long TICK_MAX_MS = 1_000;
    private static final long CLUSTER_SILENCE_DEFAULT_MS = Limits.Key.CLUSTER_SILENCE_MS.defaultValue();

    private final StateMachineContext context;
    private final BirthReader births = new BirthReader();
    private final NotBorn notBorn = new NotBorn();
    private ClusterClock clock = new ClusterClock(CLUSTER_SILENCE_DEFAULT_MS);
    private @Nullable Core core;
    private long logPosition;
    private long malformedCount;
    private long restoreCount;

    /** What exists once the cluster was born. */
    private record Core(
            Engine engine,
            CommandDispatcher dispatcher,
            QueryService queries,
            EventRecorder events,
            SnapshotWriter snapshots,
            long nodeVisits) {}

    public StateMachine(final StateMachineContext context) {
        this.context = context;
    }

    /** Applies one log entry that holds a command. */
    public void onCommand(
            final long timestampMs,
            final long position,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final ReplySink replies,
            final ChangeSink changes) {
        logPosition = position;
        if (core == null) {
            beBorn(timestampMs, buffer, offset, length, changes);
        }
        final Core born = core;
        if (born == null) {
            clock.advance(timestampMs);
            malformedCount += notBorn.answer(buffer, offset, length, clock.nowMs(), replies) ? 0 : 1;
            return;
        }
        final long visitsLeft = pass(born, timestampMs, changes);
        try {
            malformedCount += born.dispatcher.onCommand(buffer, offset, length, replies, changes) ? 0 : 1;
            final SnapshotReader restored = born.dispatcher.restore().takeRestored();
            final Core current = restored == null ? born : restore(born, restored, changes);
            requireLevel(current.engine);
            current.engine.step().cause(Step.EVALUATION);
            current.engine.evaluator().run(restored == null ? visitsLeft : current.nodeVisits, changes);
            verify(current);
        } catch (final RuntimeException | InvariantViolation ex) {
            throw fault("command", ex);
        }
    }

    /** Another state takes the place of this one, at one log entry on every member. */
    private Core restore(final Core old, final SnapshotReader reader, final ChangeSink changes) {
        final Engine engine = reader.engine();
        if (engine == null) {
            throw new IllegalStateException("a state was read before it was brought back");
        }
        final long nowMs = clock.nowMs();
        Restoration.succeed(old.engine, engine, nowMs - reader.clockMs());
        clock = new ClusterClock(engine.state().limits().get(Limits.Key.CLUSTER_SILENCE_MS));
        clock.restore(nowMs);
        final Core next = coreOf(engine, old.events.succeed(engine));
        core = next;
        engine.step().nowMs(nowMs);
        engine.step().begin();
        Restoration.note(engine);
        engine.step().end(changes);
        restoreCount++;
        return next;
    }

    /** How often another state has taken the place of this one, so that whoever read something must read it again. */
    public long restoreCount() {
        return restoreCount;
    }

    /** Time passes without a command. The timer that leads here is needed while {@link #needsTick()}. */
    public void onTick(final long timestampMs, final long position, final ChangeSink changes) {
        logPosition = position;
        final Core born = core;
        if (born == null) {
            clock.advance(timestampMs);
            return;
        }
        final long visitsLeft = pass(born, timestampMs, changes);
        try {
            born.engine.step().cause(Step.EVALUATION);
            born.engine.evaluator().run(visitsLeft, changes);
        } catch (final RuntimeException | InvariantViolation ex) {
            throw fault("evaluation", ex);
        }
        verify(born);
    }

    /** Another leader stamps entries from now on: its clock may be behind or ahead. */
    public void onNewLeadershipTerm(final long timestampMs, final long position) {
        logPosition = position;
        final Core born = core;
        final long shiftMs = clock.advance(timestampMs);
        if (born != null && shiftMs > 0) {
            born.engine.timers().shiftNodes(shiftMs);
        }
    }

    /** Whether anything waits for time to pass. */
    public boolean needsTick() {
        final Core born = core;
        return born != null
                && (born.engine.evaluator().hasWork()
                        || born.engine.state().deadlines().earliestMs() != DeadlineQueue.NULL_DEADLINE);
    }

    /**
     * Milliseconds until the next tick: at once while evaluations wait, else when the next deadline is due, but often enough to tell a
     * quiet cluster from a silent one.
     */
    public long tickMs() {
        final Core born = core;
        if (born == null) {
            return TICK_MAX_MS;
        }
        if (born.engine.evaluator().hasWork()) {
            return CONTINUE_MS;
        }
        final long shortestMs = born.engine.state().limits().get(Limits.Key.TICK_MS);
        final long dueInMs = born.engine.state().deadlines().earliestMs() - clock.nowMs();
        return Math.max(shortestMs, Math.min(dueInMs, TICK_MAX_MS));
    }

    /**
     * Answers one {@code query.Query} with one {@code query.QueryPage}, changing nothing.
     *
     * @return how many rows the page has.
     */
    public int query(final DirectBuffer request, final int offset, final int length, final PageSink pages) {
        final Core born = core;
        return born == null
                ? QueryService.answerNotBorn(request, offset, length, logPosition, pages)
                : born.queries.answer(request, offset, length, logPosition, pages);
    }

    /** Writes all state to a sink: what {@link #loadSnapshot} makes the same state of, on any member. */
    public void takeSnapshot(final SnapshotSink sink) {
        final Core born = core;
        if (born == null) {
            SnapshotWriter.writeUnborn(logPosition, sink);
        } else {
            born.snapshots.write(clock.nowMs(), logPosition, sink);
        }
    }

    /**
     * Copies the memory of all state, to be written as a snapshot by another thread while this one goes on; the copy must be at rest.
     *
     * @return false before the birth, when there is nothing to copy.
     */
    public boolean copyTo(final StateCopy copy) {
        final Core born = core;
        if (born != null) {
            copy.take(born.engine, clock.nowMs(), logPosition);
        }
        return born != null;
    }

    /**
     * Becomes what a snapshot says.
     *
     * @throws io.drover.cluster.snapshot.SnapshotRefused when it cannot be trusted; then this state machine is as it was.
     */
    public void loadSnapshot(final long position, final SnapshotSource source) {
        final SnapshotReader reader = new SnapshotReader(context.internalErrors(), context.levels());
        reader.read(source);
        adopt(position, reader);
    }

    /** Becomes what a reader has read all of. */
    public void adopt(final long position, final SnapshotReader reader) {
        final Engine engine = reader.engine();
        logPosition = position;
        if (engine == null) {
            clock = new ClusterClock(CLUSTER_SILENCE_DEFAULT_MS);
            core = null;
            return;
        }
        clock = new ClusterClock(engine.state().limits().get(Limits.Key.CLUSTER_SILENCE_MS));
        clock.restore(reader.clockMs());
        core = coreOf(engine);
    }

    /** The digest of all state, equal on all members at the same log position; 0 before the birth. */
    public long digest() {
        final Core born = core;
        return born == null ? 0 : born.snapshots.digest(clock.nowMs());
    }

    /** Whether the cluster was born. */
    public boolean isBorn() {
        return core != null;
    }

    /** Index of the last step, 0 before the birth. */
    public long index() {
        final Core born = core;
        return born == null ? 0 : born.engine.step().index();
    }

    /** Cluster time of the last entry, in milliseconds since the epoch. */
    public long clockMs() {
        return clock.nowMs();
    }

    /** Entries that were too short to be answered. */
    public long malformedCount() {
        return malformedCount;
    }

    /** The parts, for tests and tools; null before the birth. */
    public @Nullable Engine engine() {
        final Core born = core;
        return born == null ? null : born.engine;
    }

    private void beBorn(
            final long timestampMs,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final ChangeSink changes) {
        final Birth birth = births.read(buffer, offset, length);
        if (birth == null) {
            return;
        }
        final Engine engine = new Engine(birth, context.internalErrors());
        clock = new ClusterClock(birth.limits().get(Limits.Key.CLUSTER_SILENCE_MS));
        clock.advance(timestampMs);
        engine.step().nowMs(clock.nowMs());
        births.apply(engine, buffer, offset, changes);
        requireLevel(engine);
        core = coreOf(engine);
    }

    private Core coreOf(final Engine engine) {
        return coreOf(engine, new EventRecorder(engine, context.eventBytes(), context.internalErrors()));
    }

    private Core coreOf(final Engine engine, final EventRecorder events) {
        if (context.eventBytes() > 0) {
            engine.step().watcher(events);
        }
        return new Core(
                engine,
                new CommandDispatcher(engine, context.internalErrors()),
                new QueryService(engine, events, context.internalErrors()),
                events,
                new SnapshotWriter(engine),
                engine.state().limits().get(Limits.Key.NODE_VISITS_PER_ENTRY));
    }

    /** Handles what is due, and returns what that leaves of the entry's budget. */
    private long pass(final Core born, final long timestampMs, final ChangeSink changes) {
        final long shiftMs = clock.advance(timestampMs);
        born.engine.step().nowMs(clock.nowMs());
        born.engine.step().cause(Step.TIME);
        try {
            if (shiftMs > 0) {
                born.engine.timers().shiftNodes(shiftMs);
            }
            return born.engine.timers().expire(born.nodeVisits, changes);
        } catch (final RuntimeException | InvariantViolation ex) {
            throw fault("expiry", ex);
        }
    }

    /** What this version does not have it cannot follow; going on would make this member differ from the others. */
    private void requireLevel(final Engine engine) {
        final int level = engine.state().members().level();
        if (!context.levels().contains(level)) {
            throw new LevelFault(
                    level,
                    "this member cannot go on: at log position " + logPosition + " the cluster has "
                            + LevelRefused.sentence(level, context.levels()));
        }
    }

    private void verify(final Core born) {
        if (context.verifies()) {
            final List<Violations.Violation> violations =
                    new InvariantChecker(born.engine).check().found();
            if (!violations.isEmpty()) {
                throw new StateFault("invariants do not hold: " + violations, null);
            }
        }
    }

    private static StateFault fault(final String what, final Throwable cause) {
        return cause instanceof final StateFault already
                ? already
                : new StateFault(what + " failed while it was applied", cause);
    }
}
