package io.drover.tools.rehearsal;

import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.command.ReplySink;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.cluster.member.journal.EffectDigest;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.AllocUpdatesEncoder;
import io.drover.sbe.command.ClusterBirthEncoder;
import io.drover.sbe.command.OriginEncoder;
import io.drover.sbe.command.ServiceUpsertsEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.journal.EntryKind;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A state machine of its own with nodes that are ready, fed as a cluster would: for rehearsals and measurements, known to nobody else.
 * One thread.
 */
public final class PrivateCluster {
    private static final long START_MS = 1_700_000_000_000L;
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TASK_STATES =
            "{\"t\":{\"State\":\"running\",\"Failed\":false,\"Restarts\":0}}".getBytes(StandardCharsets.UTF_8);

    private final StateMachine machine = new StateMachine(new StateMachineContext(false, error -> {
        throw new IllegalStateException(error);
    }));
    private final MessageHeaderDecoder replyHeader = new MessageHeaderDecoder();
    private final CommandReplyDecoder reply = new CommandReplyDecoder();
    private final ReplySink replies = (buffer, offset, length) -> {
        reply.wrapAndApplyHeader(buffer, offset, replyHeader);
        if (reply.code() != ResultCode.OK) {
            throw new IllegalStateException("refused: " + reply);
        }
    };
    private final ChangeSink changes = (buffer, offset, length) -> {};
    private final OriginEncoder origin = new OriginEncoder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NodeCommands commands = new NodeCommands();
    private final UnsafeBuffer wrapped = new UnsafeBuffer(0, 0);
    private final EffectDigest effects = new EffectDigest();
    private final @Nullable AppliedSink applied;
    private int nodes;
    private NodeShape shape;
    private long number;
    private long position;
    private long nowMs = START_MS;

    /** A cluster that was just born, with its nodes ready. */
    public PrivateCluster(final int nodes) {
        this(nodes, NodeShape.LARGE);
    }

    /** A cluster at rest, with nodes of this shape. */
    public PrivateCluster(final int nodes, final NodeShape shape) {
        this(nodes, shape, null);
    }

    /** As above, and somebody is told of each entry, as a member's service would tell. */
    public PrivateCluster(final int nodes, final NodeShape shape, final @Nullable AppliedSink applied) {
        this.nodes = nodes;
        this.shape = shape;
        this.applied = applied;
        birth();
        for (int i = 0; i < nodes; i++) {
            register(i);
        }
        settle();
    }

    /** Applies one command, which gets the next number; time passes by a twentieth of a millisecond. */
    public void apply(final UnsafeBuffer command, final int length) {
        number++;
        origin.wrap(command, MessageHeaderEncoder.ENCODED_LENGTH)
                .gatewayId(42)
                .number(number)
                .acknowledged(number - 1);
        if (number % 20 == 0) {
            nowMs++;
        }
        position += length;
        if (applied == null) {
            machine.onCommand(nowMs, position, command, 0, length, replies, changes);
            return;
        }
        effects.begin(replies, changes);
        machine.onCommand(nowMs, position, command, 0, length, effects, effects);
        applied.onApplied(machine, EntryKind.COMMAND, position, nowMs, 0, effects.value(), command, 0, length);
    }

    /** The entry at which members would take a snapshot. */
    public void orderSnapshot() {
        position++;
        if (applied != null) {
            effects.begin(changes);
            applied.onApplied(machine, EntryKind.SNAPSHOT, position, nowMs, 0, effects.value(), wrapped, 0, 0);
        }
    }

    /** Length of the log. */
    public long position() {
        return position;
    }

    /** Another node, which is ready at once. */
    public void addNode(final NodeShape ofShape) {
        shape = ofShape;
        register(nodes++);
    }

    /** Time passes without anything in the log. */
    public void letPass(final long ms) {
        nowMs += ms;
    }

    /** The state machine itself. */
    public StateMachine machine() {
        return machine;
    }

    /** What the state machine works with. */
    public Engine engine() {
        return Objects.requireNonNull(machine.engine());
    }

    /** Lets evaluations that wait for a later entry run. */
    public void settle() {
        while (engine().evaluator().hasWork()) {
            tick();
        }
    }

    /** One log entry that carries nothing but time. */
    public void tick() {
        pass(1);
    }

    /** So much time passes, and then comes such an entry. */
    public void pass(final long durationMs) {
        nowMs += durationMs;
        machine.onTick(nowMs, ++position, effects.begin(changes));
        if (applied != null) {
            applied.onApplied(machine, EntryKind.TICK, position, nowMs, 0, effects.value(), wrapped, 0, 0);
        }
    }

    /** One heartbeat of every node in one command, as an edge sends them. */
    public UnsafeBuffer heartbeats() {
        return heartbeats(0, nodes);
    }

    /** One heartbeat of some nodes. */
    public UnsafeBuffer heartbeats(final int first, final int count) {
        final long[] handles = new long[count];
        Arrays.setAll(handles, index -> handle(first + index));
        return commands.heartbeats(handles);
    }

    /** The report that the first allocations run, as many as asked for. */
    public UnsafeBuffer running(final int count) {
        return running(allocs().first(), count);
    }

    /** Reports that all allocations run, as the edges would: in batches. */
    public void runAll(final int batch) {
        int row = allocs().first();
        for (int left = allocs().count(); left > 0; left -= batch) {
            final int size = Math.min(batch, left);
            final UnsafeBuffer report = running(row, size);
            for (int i = 0; i < size; i++) {
                row = allocs().next(row);
            }
            apply(report, report.capacity());
        }
    }

    private Slab allocs() {
        return engine().state().allocs().rows();
    }

    private UnsafeBuffer running(final int first, final int count) {
        final var state = engine().state();
        final AllocUpdatesEncoder updates =
                new AllocUpdatesEncoder().wrapAndApplyHeader(scratch, 0, header).edgeId(1);
        final AllocUpdatesEncoder.UpdatesEncoder group = updates.updatesCount(count);
        int row = first;
        for (int i = 0; i < count; i++) {
            group.next()
                    .nodeHandle(state.nodes().rows().handle(state.allocs().node(row)))
                    .clientStatus(ClientStatus.RUNNING)
                    .health(Health.HEALTHY)
                    .healthTimestampMs(START_MS)
                    .hasFailedTasks(Bool.NO)
                    .startedMs(START_MS)
                    .finishedMs(0);
            group.allocId().high(state.allocs().idHigh(row)).low(state.allocs().idLow(row));
            group.description("")
                    .putTaskStates(TASK_STATES, 0, TASK_STATES.length)
                    .putNetworkStatus(EMPTY_OBJECT, 0, 0);
            row = state.allocs().rows().next(row);
        }
        return copy(updates.encodedLength());
    }

    /** The registration of a service of the first allocation. */
    public UnsafeBuffer service(final int port) {
        final var state = Objects.requireNonNull(machine.engine()).state();
        final int alloc = allocs().first();
        final ServiceUpsertsEncoder upserts = new ServiceUpsertsEncoder()
                .wrapAndApplyHeader(scratch, 0, header)
                .nodeHandle(state.nodes().rows().handle(state.allocs().node(alloc)));
        final ServiceUpsertsEncoder.ServicesEncoder service =
                upserts.servicesCount(1).next().port(port);
        service.allocId().high(state.allocs().idHigh(alloc)).low(state.allocs().idLow(alloc));
        service.serviceId("_nomad-task-web")
                .serviceName("web")
                .address("10.0.0.1")
                .putTags(EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
        return copy(upserts.encodedLength());
    }

    /** Writes a snapshot to nowhere, and answers how many records it has. */
    public int snapshot() {
        final int[] records = {0};
        machine.takeSnapshot((buffer, offset, length) -> records[0]++);
        return records[0];
    }

    /** A writable copy of a command. */
    public static UnsafeBuffer copy(final DirectBuffer command) {
        final byte[] bytes = new byte[command.capacity()];
        command.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private void birth() {
        final ClusterBirthEncoder birth = new ClusterBirthEncoder().wrapAndApplyHeader(scratch, 0, header);
        birth.clusterId().high(1).low(2);
        birth.seed().high(3).low(4);
        birth.rootKeyId().high(5).low(6);
        birth.featureLevel(FeatureLevels.OF_THIS_VERSION.newest()).limitsCount(0);
        birth.region("global")
                .putRootKeyPublic(EMPTY_OBJECT, 0, EMPTY_OBJECT.length)
                .putRootKeySealed(EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
        send(birth.encodedLength());
    }

    private void register(final int index) {
        send(commands.register(index, shape));
        send(commands.ready(index));
    }

    private long handle(final int index) {
        final var table = engine().state().nodes();
        return table.rows().handle(table.find(NodeCommands.idHigh(index), NodeCommands.ID_LOW));
    }

    private void send(final UnsafeBuffer command) {
        apply(command, command.capacity());
    }

    private void send(final int encodedLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        wrapped.wrap(scratch, 0, length);
        apply(wrapped, length);
    }

    private UnsafeBuffer copy(final int encodedLength) {
        return copy(new UnsafeBuffer(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength));
    }
}
