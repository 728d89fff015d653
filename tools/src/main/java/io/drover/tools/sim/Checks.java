package io.drover.tools.sim;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.invariant.InvariantChecker;
import io.drover.cluster.invariant.Violations;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentTable;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What must always hold, looked at while entries are applied:
 *
 * <pre>
 *  first member that applies an entry   invariants of the state, repeated commands, the model of variables
 *  every other one                      the same index, pulse and reply, and at intervals the same digest
 * </pre>
 */
final class Checks {
    private static final int DIGEST_INTERVAL = 2_048;
    private static final int ROWS_PER_INTERVAL = 5;
    private static final int NEVER = -1;

    private final World world;
    private final LongArrayList indexes = new LongArrayList();
    private final LongArrayList pulses = new LongArrayList();
    private final LongArrayList digests = new LongArrayList();
    private final Map<Integer, byte[]> replies = new HashMap<>();
    private final Map<Long, Map<Long, byte[]>> firstReplies = new HashMap<>();
    private final VariableModel model = new VariableModel();
    private final LockModel locks = new LockModel();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandReplyDecoder reply = new CommandReplyDecoder();
    private final Set<String> failedDeployments = new HashSet<>();
    private @Nullable Violation failure;
    private int nextInvariants;
    private int level;
    private long invariantChecks;
    private long levelRefusals;
    private int first = NEVER;

    Checks(final World world) {
        this.world = world;
    }

    VariableModel model() {
        return model;
    }

    /** How often all invariants were looked at. */
    long invariantChecks() {
        return invariantChecks;
    }

    /** The state of the member that is farthest on; null before the birth or while none runs. */
    @Nullable
    Engine engine() {
        Server farthest = null;
        for (final Server server : world.servers()) {
            if (server.isUp() && (farthest == null || server.applied() > farthest.applied())) {
                farthest = server;
            }
        }
        return farthest == null ? null : farthest.machine().engine();
    }

    /** Notes what must not happen; the run ends with the present cycle. */
    void fail(final String what) {
        if (failure == null) {
            failure = new Violation(what);
        }
    }

    /** A defect that the state machine answered with an internal error. */
    void onInternalError(final Throwable error) {
        if (failure == null) {
            failure = new Violation("a command or an evaluation failed for a defect: " + error, error);
        }
    }

    /** Ends the run if anything was noted. */
    void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    /** A member answered the entry of this number. */
    void onReply(final Server server, final Entry entry, final int number, final byte[] bytes) {
        final byte[] known = replies.putIfAbsent(number, bytes);
        if (known != null) {
            if (!Arrays.equals(known, bytes)) {
                fail(server.name() + " answered the entry at " + entry.position() + " otherwise than the others");
            }
            return;
        }
        reply.wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, header);
        final byte[] earlier = firstReplies
                .computeIfAbsent(reply.gatewayId(), gateway -> new HashMap<>())
                .putIfAbsent(reply.number(), bytes);
        if (earlier == null) {
            final String wrong = model.apply(entry.bytes(), reply);
            final String wrongLock = locks.apply(entry.bytes(), reply);
            if (!wrong.isEmpty() || !wrongLock.isEmpty()) {
                fail(wrong + wrongLock);
            }
        } else if (!Arrays.equals(earlier, bytes) && reply.code() != ResultCode.WINDOW_OVERFLOW) {
            fail("the repeated command " + reply.number() + " of a gateway was answered " + reply.code() + " at index "
                    + reply.index() + ", otherwise than the first time");
        }
    }

    /** A member has applied an entry, the one of this number. */
    void onApplied(final Server server, final Entry entry, final int number) {
        final StateMachine machine = server.machine();
        if (number > indexes.size()) {
            indexes.addLong(machine.index());
            pulses.addLong(Pulse.of(machine));
            digests.addLong(isDigestDue(machine, number) ? machine.digest() : 0);
            first = server.id();
            checkInvariants(machine, number);
            if (number > 1 && machine.index() < indexes.getLong(number - 2)) {
                fail("the index fell from " + indexes.getLong(number - 2) + " to " + machine.index());
            }
            return;
        }
        if (machine.index() != indexes.getLong(number - 1)) {
            fail(server.name() + " has index " + machine.index() + " at log position " + entry.position()
                    + ", where server-" + first + " had " + indexes.getLong(number - 1));
        }
        final long digest = digests.getLong(number - 1);
        if (Pulse.of(machine) != pulses.getLong(number - 1) || (digest != 0 && machine.digest() != digest)) {
            fail(server.name() + " differs from the others at log position " + entry.position() + ", index "
                    + machine.index());
        }
    }

    /** At intervals, and when what commands do changes. */
    private boolean isDigestDue(final StateMachine machine, final int number) {
        final Engine engine = machine.engine();
        final int before = level;
        level = engine == null ? 0 : engine.state().members().level();
        return number % DIGEST_INTERVAL == 0 || level != before;
    }

    /** A member has begun with a snapshot. */
    void onRestored(final Server server, final Disk.Snapshot snapshot) {
        if (server.machine().digest() != snapshot.digest()) {
            fail(server.name() + " made another state of its " + (snapshot.isHurt() ? "damaged " : "") + "snapshot");
        }
    }

    /** A member does not trust a snapshot. */
    void onRefused(final Server server, final Disk.Snapshot snapshot, final SnapshotRefused reason) {
        if (!snapshot.isHurt()) {
            fail(server.name() + " refused a sound snapshot: " + reason.getMessage());
        }
    }

    /** A version does not go on: right for one that does not have the level. */
    void onLevelRefused(final Server server, final int level, final String reason) {
        levelRefusals++;
        if (server.levels().contains(level)) {
            fail(server.name() + ", whose version has levels " + server.levels() + ", does not go on: " + reason);
        }
    }

    /** How often a version did not go on because of the level. */
    long levelRefusals() {
        return levelRefusals;
    }

    /** All members that have applied everything are the same, in every bit. */
    void compareAll() {
        Server reference = null;
        for (final Server server : world.servers()) {
            if (server.isUp() && server.applied() == world.log().committed().size()) {
                if (reference == null) {
                    reference = server;
                    checkInvariants(server.machine(), Integer.MAX_VALUE);
                } else if (server.machine().digest() != reference.machine().digest()) {
                    fail(server.name() + " and " + reference.name() + " differ in the end");
                }
            }
        }
    }

    /** Whether a deployment of this job in this version was seen to fail. */
    boolean hadFailedDeployment(final long jobCreateIndex, final int version) {
        return failedDeployments.contains(jobCreateIndex + " " + version);
    }

    private void noteDeployments(final ClusterState state) {
        final DeploymentTable deployments = state.deployments();
        for (int row = deployments.rows().first();
                Slab.NULL_ROW != row;
                row = deployments.rows().next(row)) {
            if (deployments.status(row) == DeploymentStatus.FAILED) {
                failedDeployments.add(deployments.jobCreateIndex(row) + " " + deployments.version(row));
            }
        }
    }

    private void checkInvariants(final StateMachine machine, final int number) {
        final Engine engine = machine.engine();
        if (engine == null || number < nextInvariants) {
            return;
        }
        // A check looks at every row: the more there are, the rarer it is.
        final int rows = engine.state().allocs().rows().count()
                + engine.state().evals().rows().count();
        nextInvariants = number + 1 + rows / ROWS_PER_INTERVAL;
        invariantChecks++;
        noteDeployments(engine.state());
        final List<Violations.Violation> found =
                new InvariantChecker(engine).check().found();
        if (!found.isEmpty()) {
            fail("invariants do not hold at index " + machine.index() + ": " + found);
        }
    }
}
