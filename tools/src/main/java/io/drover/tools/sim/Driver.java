package io.drover.tools.sim;

import io.drover.cluster.engine.Engine;
import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.command.ConfigCommands;
import io.drover.gateway.command.DeploymentCommands;
import io.drover.gateway.command.JobChangeCommands;
import io.drover.gateway.command.JobCommands;
import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.command.NodeCommands;
import io.drover.gateway.command.VariableCommands;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.DeploymentAction;
import io.drover.sbe.command.VariableOperation;
import io.drover.scheduler.offheap.Slab;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Does what steps say: as a client of some gateway, or as fate. */
final class Driver {
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

    private static final int DOUBTS = 12;
    private static final long DOUBT_MS = 350;

    private final World world;
    private final History history;
    private final Faults faults;

    Driver(final World world, final History history) {
        this.world = world;
        this.history = history;
        this.faults = new Faults(world);
    }

    void perform(final Step step) {
        switch (step.action()) {
            case WRITE, CHECK_WRITE, DELETE_VARIABLE -> write(step);
            case READ -> history.read(gateway(step), path(step));
            case LOCK, RENEW -> send(step, lock(step));
            default -> {
                final DirectBuffer command = command(step);
                if (command == null) {
                    faults.perform(step);
                    if (step.action() == Step.Action.PARTITION || step.action() == Step.Action.SERVER_SLEEP) {
                        doubt(step);
                    }
                } else {
                    send(step, command);
                }
            }
        }
    }

    private @Nullable DirectBuffer command(final Step step) {
        final int job = step.a() % world.scale().jobs();
        final String namespace = Jobs.namespace(job);
        final String id = Jobs.id(job);
        return switch (step.action()) {
            case REGISTER -> Jobs.register(job, step.b());
            case SCALE ->
                JobChangeCommands.scale(
                        namespace,
                        id,
                        new JobChangeCommands.Scaling("g", (long) (step.b() % 6), false, 0, "", new byte[0]));
            case STOP -> JobCommands.deregister(namespace, id, false, step.b() % 2 == 0, 0);
            case PURGE -> JobCommands.deregister(namespace, id, true, false, 0);
            case EVALUATE -> JobCommands.evaluate(namespace, id, step.b() % 2 == 0);
            case DISPATCH -> dispatch(step);
            case FORCE -> JobChangeCommands.force("default", Jobs.id(7));
            case TAG -> JobChangeCommands.tag(namespace, id, -1, "tag-" + step.b() % 3, "");
            case STABILITY -> JobCommands.stability(namespace, id, step.b() % 3, step.c() % 2 == 0);
            case DRAIN ->
                NodeCommands.drain(
                        node(step).nodeId(),
                        step.b() % 3 == 0 ? 0 : step.b() % 30_000,
                        step.c() % 2 == 0,
                        EMPTY_OBJECT);
            case END_DRAIN -> NodeCommands.endDrain(node(step).nodeId(), true, EMPTY_OBJECT);
            case ELIGIBILITY -> NodeCommands.eligibility(node(step).nodeId(), step.b() % 3 != 0);
            case PURGE_NODE -> NodeCommands.purge(node(step).nodeId());
            case STOP_ALLOC -> DeploymentCommands.stopAlloc(alloc(step), false, step.c() % 2 == 0);
            case PROMOTE -> DeploymentCommands.change(deployment(step), DeploymentAction.PROMOTE, List.of());
            case DEPLOYMENT ->
                DeploymentCommands.change(deployment(step), DeploymentAction.get((short) (step.c() % 3)), List.of());
            default -> rare(step);
        };
    }

    private static @Nullable DirectBuffer rare(final Step step) {
        return switch (step.action()) {
            case NAMESPACE ->
                step.b() % 4 == 0
                        ? ClusterCommands.deleteNamespace("space-" + step.a() % 3)
                        : ClusterCommands.upsertNamespace("space-" + step.a() % 3, EMPTY_OBJECT);
            case POOL ->
                step.b() % 4 == 0
                        ? ClusterCommands.deletePool("pool-" + step.a() % 2)
                        : ClusterCommands.upsertPool("pool-" + step.a() % 2, EMPTY_OBJECT);
            case CONFIG ->
                ConfigCommands.setScheduler(
                        new ConfigCommands.SchedulerConfig(
                                step.a() % 2 == 0,
                                true,
                                step.b() % 2 == 0,
                                step.c() % 2 == 0,
                                step.c() % 3 == 0,
                                false,
                                false,
                                false,
                                0),
                        false,
                        0);
            case COLLECT -> ClusterCommands.collectGarbage();
            case RECONCILE -> ClusterCommands.reconcileSummaries();
            case ROOT_KEY ->
                VariableCommands.addKey(
                        new UUID(1 + step.a() % 5, 6), 0, step.b() % 2 == 0, EMPTY_OBJECT, new byte[] {1, 2, 3});
            case RAISE -> LevelCommands.raise(FeatureLevels.OF_THIS_VERSION.newest());
            default -> null;
        };
    }

    /** Writes go on with the others, and somebody reads through the server that may not know that it no longer leads. */
    private void doubt(final Step step) {
        final Server alone = world.servers().get(step.a() % world.servers().size());
        for (int i = 1; i <= DOUBTS; i++) {
            final int number = i;
            world.time().afterMs(DOUBT_MS * i, () -> {
                final List<Server> others = world.servers().stream()
                        .filter(server -> server != alone && server.isAwake())
                        .toList();
                if (!others.isEmpty()) {
                    history.write(
                            others.get(number % others.size()),
                            VariableOperation.SET,
                            "kv/doubt",
                            0,
                            "written " + number + " after step " + step.number());
                }
                if (alone.isAwake()) {
                    history.read(alone, "kv/doubt");
                }
            });
        }
    }

    private void write(final Step step) {
        final Server gateway = gateway(step);
        if (gateway == null) {
            return;
        }
        final VariableOperation operation = switch (step.action()) {
            case WRITE -> VariableOperation.SET;
            case CHECK_WRITE -> VariableOperation.CHECK_AND_SET;
            default -> step.b() % 2 == 0 ? VariableOperation.DELETE : VariableOperation.CHECK_AND_DELETE;
        };
        final String path = path(step);
        // Mostly what was seen last, so that checks succeed, and sometimes not.
        final long checkIndex = step.c() % 5 == 0 ? step.c() % 100 : history.seen(path);
        history.write(gateway, operation, path, checkIndex, "written by step " + step.number());
    }

    private static DirectBuffer lock(final Step step) {
        final VariableCommands.Target target = new VariableCommands.Target("default", "lock/" + step.a() % 3);
        final UUID lockId = new UUID(9, 1 + step.b() % 3);
        if (step.action() == Step.Action.RENEW) {
            return VariableCommands.renew(target, lockId);
        }
        return VariableCommands.apply(
                step.c() % 3 == 0 ? VariableOperation.LOCK_RELEASE : VariableOperation.LOCK_ACQUIRE,
                target,
                0,
                new VariableCommands.Lock(lockId, 10_000_000_000L, 1_000_000_000L),
                Simulation.ROOT_KEY,
                new byte[] {1});
    }

    private static DirectBuffer dispatch(final Step step) {
        return JobChangeCommands.dispatch(
                "default",
                Jobs.id(5),
                new JobChangeCommands.Dispatch(
                        new byte[] {(byte) step.b()},
                        new TreeMap<>(),
                        "",
                        step.c() % 3 == 0 ? "token-" + step.c() % 7 : "",
                        0));
    }

    private static String path(final Step step) {
        return "kv/" + step.a() % 4;
    }

    private void send(final Step step, final DirectBuffer command) {
        final Server gateway = gateway(step);
        if (gateway != null) {
            history.send(gateway, step, command);
        }
    }

    private @Nullable Server gateway(final Step step) {
        final List<Server> awake =
                world.servers().stream().filter(Server::isAwake).toList();
        return awake.isEmpty() ? null : awake.get(step.c() % awake.size());
    }

    private Node node(final Step step) {
        return world.nodes().get(step.a() % world.nodes().size());
    }

    private UUID alloc(final Step step) {
        final Engine engine = world.checks().engine();
        final List<UUID> ids = new ArrayList<>();
        if (engine != null) {
            final Slab rows = engine.state().allocs().rows();
            for (int alloc = rows.first(); Slab.NULL_ROW != alloc; alloc = rows.next(alloc)) {
                ids.add(new UUID(
                        engine.state().allocs().idHigh(alloc),
                        engine.state().allocs().idLow(alloc)));
            }
        }
        return ids.isEmpty() ? new UUID(1, 1) : ids.get(step.b() % ids.size());
    }

    private UUID deployment(final Step step) {
        final Engine engine = world.checks().engine();
        final List<UUID> ids = new ArrayList<>();
        if (engine != null) {
            final Slab rows = engine.state().deployments().rows();
            for (int each = rows.first(); Slab.NULL_ROW != each; each = rows.next(each)) {
                ids.add(new UUID(
                        engine.state().deployments().idHigh(each),
                        engine.state().deployments().idLow(each)));
            }
        }
        return ids.isEmpty() ? new UUID(1, 1) : ids.get(step.b() % ids.size());
    }
}
