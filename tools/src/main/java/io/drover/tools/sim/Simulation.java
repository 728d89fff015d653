package io.drover.tools.sim;

import io.drover.cluster.engine.Engine;
import io.drover.gateway.command.LevelCommands;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.Limits;
import io.drover.sbe.command.ClusterBirthEncoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * One run: a cluster is born, things happen to it, everything that was broken is mended, and what should come to rest has some time for
 * it.
 */
final class Simulation {
    /** Id of the root key that the cluster is born with. */
    static final UUID ROOT_KEY = new UUID(5, 6);

    private static final long CYCLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long BIRTH_MS = 1_500;
    private static final long REST_MAX_MS = 400_000;
    private static final long REST_LOOK_MS = 5_000;
    private static final int RUNS_AT_REST = 3;
    private static final long RECHECK_MS = 2_000;

    private final List<Step> steps;
    private final World world;
    private final History history;
    private final Driver driver;
    private final Faults faults;
    private final Consumer<String> trace;
    private int next;
    private int atRest;

    /**
     * What a run came to.
     *
     * @param violation what must not have happened, or nothing.
     * @param fingerprint of all entries and the last state: equal for equal runs.
     */
    record Outcome(
            long seed,
            String violation,
            List<Throwable> causes,
            List<Step> steps,
            long virtualMs,
            int entries,
            long lostEntries,
            long answered,
            long reads,
            long fingerprint) {
        boolean isViolated() {
            return !violation.isEmpty();
        }
    }

    private Simulation(final long seed, final Scale scale, final List<Step> steps, final Consumer<String> trace) {
        this.steps = steps;
        this.trace = trace;
        world = new World(seed, scale);
        history = new History(world);
        driver = new Driver(world, history);
        faults = new Faults(world);
    }

    /** Runs a seed as it is. */
    static Outcome run(final long seed, final Scale scale) {
        return run(seed, scale, Plan.of(seed, scale), line -> {});
    }

    /** Runs some steps in the world of a seed; the trace hears of each before it happens. */
    static Outcome run(final long seed, final Scale scale, final List<Step> steps, final Consumer<String> trace) {
        return new Simulation(seed, scale, steps, trace).run();
    }

    private Outcome run() {
        String violation = "";
        Throwable cause = null;
        try {
            begin();
            live();
            rest();
        } catch (final Violation ex) {
            violation = "at +" + world.time().elapsedMs() / 1_000.0 + "s: " + ex.getMessage();
            cause = ex.getCause();
        }
        return new Outcome(
                world.seed(),
                violation,
                cause == null ? List.of() : List.of(cause),
                steps,
                world.time().elapsedMs(),
                world.log().committed().size(),
                world.log().lostCount(),
                history.answered(),
                history.reads(),
                fingerprint(violation));
    }

    private void begin() {
        world.servers().forEach(Server::start);
        world.time().afterMs(BIRTH_MS, this::bear);
        world.time().afterMs(BIRTH_MS + 500, () -> world.nodes().forEach(Node::start));
    }

    private void live() {
        final long endMs = world.scale().activeMs() + 4_000;
        while (world.time().elapsedMs() < endMs) {
            while (next < steps.size() && steps.get(next).atMs() <= world.time().elapsedMs()) {
                final Step step = steps.get(next++);
                trace.accept(step.toString());
                driver.perform(step);
            }
            cycle();
        }
    }

    private void rest() {
        trace.accept("     everything that was broken is mended");
        faults.end();
        final Convergence convergence = new Convergence(world);
        final long endMs = world.time().elapsedMs() + REST_MAX_MS;
        String missing = "";
        while (atRest < RUNS_AT_REST) {
            for (long passed = 0; passed < REST_LOOK_MS; passed += TimeUnit.NANOSECONDS.toMillis(CYCLE_NS)) {
                cycle();
            }
            faults.end();
            raise();
            missing = convergence.missing();
            atRest = missing.isEmpty() ? atRest + 1 : 0;
            if (world.time().elapsedMs() > endMs && atRest == 0) {
                throw new Violation("it does not come to rest: " + missing);
            }
        }
        recheck();
        world.checks().compareAll();
        final Engine engine = world.checks().engine();
        if (engine != null) {
            history.verify(engine);
        }
        world.checks().throwIfFailed();
    }

    private void recheck() {
        final Recheck recheck = new Recheck(world);
        recheck.begin();
        for (long passed = 0; passed < RECHECK_MS; passed += TimeUnit.NANOSECONDS.toMillis(CYCLE_NS)) {
            cycle();
        }
        final String found = recheck.found();
        if (!found.isEmpty()) {
            world.checks().fail(found);
        }
    }

    /** All servers are of this version now: the upgrade comes to its end. */
    private void raise() {
        final Engine engine = world.checks().engine();
        final int newest = FeatureLevels.OF_THIS_VERSION.newest();
        if (engine != null && !engine.state().members().has(newest)) {
            final DirectBuffer command = LevelCommands.raise(newest);
            world.servers().get(0).core().send(command, 0, command.capacity());
        }
    }

    private void cycle() {
        world.time().advance(CYCLE_NS);
        world.log().poll();
        for (final Server server : world.servers()) {
            if (server.isUp()) {
                server.poll();
            }
        }
        for (final Node node : world.nodes()) {
            node.poll();
        }
        world.checks().throwIfFailed();
    }

    /** The first command; sent again until somebody leads. */
    private void bear() {
        final Engine born = world.checks().engine();
        if (born != null) {
            return;
        }
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final ClusterBirthEncoder birth =
                new ClusterBirthEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        birth.clusterId().high(1).low(2);
        birth.seed().high(world.seed()).low(4);
        birth.rootKeyId().high(ROOT_KEY.getMostSignificantBits()).low(ROOT_KEY.getLeastSignificantBits());
        birth.featureLevel(world.firstVersion().newest());
        final ClusterBirthEncoder.LimitsEncoder limits = birth.limitsCount(Bounds.ALL.size());
        Bounds.ALL.forEach((key, value) -> limits.next().key(key.number()).value(value));
        final byte[] bytes = "{}".getBytes(StandardCharsets.US_ASCII);
        birth.region("global").putRootKeyPublic(bytes, 0, 2).putRootKeySealed(bytes, 0, 2);
        for (final Server server : world.servers()) {
            if (server.isAwake()) {
                server.core().send(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + birth.encodedLength());
                break;
            }
        }
        world.time().afterMs(BIRTH_MS, this::bear);
    }

    private long fingerprint(final String violation) {
        long hash = violation.hashCode();
        for (final Entry entry : world.log().committed()) {
            hash = hash * 31 + entry.position();
            hash = hash * 31 + entry.timestampMs();
            hash = hash * 31 + Arrays.hashCode(entry.bytes());
        }
        for (final Server server : world.servers()) {
            hash = hash * 31 + (server.isUp() ? server.machine().digest() : 0);
        }
        return hash;
    }

    /** Limits of simulated clusters: small, so that little memory is used and limits are met. */
    private static final class Bounds {
        static final Map<Limits.Key, Long> ALL = new TreeMap<>(Map.ofEntries(
                Map.entry(Limits.Key.NODES_MAX, 256L),
                Map.entry(Limits.Key.JOBS_MAX, 2_000L),
                Map.entry(Limits.Key.JOB_VERSIONS_MAX, 8_000L),
                Map.entry(Limits.Key.EVALS_MAX, 16_000L),
                Map.entry(Limits.Key.ALLOCS_MAX, 16_000L),
                Map.entry(Limits.Key.DEPLOYMENTS_MAX, 4_000L),
                Map.entry(Limits.Key.SERVICES_MAX, 4_000L),
                Map.entry(Limits.Key.SUMMARY_GROUPS_MAX, 8_000L),
                Map.entry(Limits.Key.STRINGS_MAX, 64_000L),
                Map.entry(Limits.Key.BLOB_BYTES_MAX, 256L << 20),
                Map.entry(Limits.Key.DEADLINES_MAX, 40_000L),
                Map.entry(Limits.Key.SESSION_WINDOW, 1_024L),
                Map.entry(Limits.Key.QUERY_BYTES_MAX, 64L << 10),
                Map.entry(Limits.Key.GC_INTERVAL_MS, 30_000L),
                Map.entry(Limits.Key.EVAL_GC_THRESHOLD_MS, 60_000L),
                Map.entry(Limits.Key.BATCH_EVAL_GC_THRESHOLD_MS, 90_000L),
                Map.entry(Limits.Key.JOB_GC_THRESHOLD_MS, 120_000L),
                Map.entry(Limits.Key.NODE_GC_THRESHOLD_MS, 120_000L),
                Map.entry(Limits.Key.DEPLOYMENT_GC_THRESHOLD_MS, 60_000L)));

        private Bounds() {}
    }
}
