package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.NumaAffinity;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.StopReason;
import io.drover.scheduler.spec.VolumeModes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random clusters, jobs and histories: each placement must be the one that the oracle makes, each metric the one that it counts. */
class OracleTest {
    private static final int CASES = Integer.getInteger("drover.oracle.cases", 1_500);

    @Test
    void shouldAgreeWithTheOracle() {
        final long start = Long.getLong("drover.seed", System.nanoTime());
        long placed = 0;
        for (int i = 0; i < CASES; i++) {
            final long seed = start + i;
            try {
                placed += new Case(seed).run().size();
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError(OracleShrinker.describe(seed), e);
            }
        }
        assertThat(placed).as("seed=%d", start).isGreaterThan(4L * CASES);
    }

    @Test
    void shouldNotDependOnNodeNumbering() {
        final long start = Long.getLong("drover.seed", System.nanoTime());
        for (int i = 0; i < 200; i++) {
            final long seed = start + i;
            final Case plain = new Case(seed);
            final Case reversed = new Case(seed);
            reversed.reverseRows = true;
            assertThat(reversed.run()).as("seed=%d", seed).isEqualTo(plain.run());
        }
    }

    /** Volumes, cores with their memory nodes, and devices. */
    static void addHardware(final NodeModel node, final Random random) {
        if (random.nextInt(3) == 0) {
            node.volumes.put("data", random.nextBoolean());
        }
        final int numaNodes = 1 + random.nextInt(2);
        final int mhz = random.nextInt(3) == 0 ? 100 : 0;
        for (int core = random.nextInt(2); core < 8; core++) {
            node.cores.put(core, core * numaNodes / 8);
            node.coreMhz.put(core, 400 + mhz * random.nextInt(3));
        }
        final String[] names = {"nvidia/gpu/t4", "nvidia/gpu/a100", "acme/gpu/x", "acme/fpga/f1"};
        for (final String name : names) {
            if (random.nextInt(3) == 0) {
                final String[] parts = name.split("/");
                final DeviceModel model = new DeviceModel(parts[0], parts[1], parts[2]);
                model.memoryMib = 8_192 * (1 + random.nextInt(3));
                model.model = random.nextBoolean() ? "old" : "new";
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    model.instances.add(new DeviceModel.Instance(
                            "id" + i, random.nextInt(6) != 0, random.nextInt(4) == 0 ? -1 : i % numaNodes));
                }
                node.devices.add(random.nextInt(node.devices.size() + 1), model);
            }
        }
    }

    /** One cluster with one job that changes a few times while other jobs come and nodes go. */
    static final class Case {
        final Random random;
        final TestCluster cluster = new TestCluster(256, 4_096);
        final List<NodeModel> nodes = new ArrayList<>();
        final Map<Integer, NodeModel> byRow = new HashMap<>();
        final List<String> history = new ArrayList<>();
        final Simplification simplification;
        boolean reverseRows;

        Case(final long seed) {
            this(seed, Simplification.NONE);
        }

        Case(final long seed, final Simplification simplification) {
            random = new Random(seed);
            this.simplification = simplification;
        }

        List<String> run() {
            cluster.spreading = random.nextInt(4) == 0;
            makeNodes();
            makeVolumes();
            final List<SpecBuilder> specs = new ArrayList<>();
            final List<Integer> jobs = new ArrayList<>();
            for (int step = 0; step < simplification.steps(); step++) {
                final int at;
                if (jobs.isEmpty() || random.nextInt(3) == 0) {
                    at = jobs.size();
                    specs.add(randomSpec(at));
                    jobs.add(cluster.register(specs.get(at)));
                } else {
                    at = random.nextInt(jobs.size());
                    change(specs.get(at));
                    cluster.update(jobs.get(at), specs.get(at));
                }
                disturb();
                process(jobs.get(at), specs.get(at));
            }
            return history;
        }

        private void makePlugins(final NodeModel node) {
            for (final String name : List.of("ebs", "nfs")) {
                if (random.nextInt(4) != 0) {
                    node.plugins.put(
                            name,
                            new OracleVolumes.Plugin(
                                    random.nextInt(6) != 0,
                                    random.nextInt(3),
                                    random.nextBoolean()
                                            ? Map.of("zone", "z" + random.nextInt(2))
                                            : Map.of("zone", "z" + random.nextInt(2), "rack", "r1")));
                }
            }
        }

        private void makeVolumes() {
            for (int i = 0; i < 4; i++) {
                int capabilities = 0;
                for (final int access : List.of(random.nextInt(7), random.nextInt(7))) {
                    capabilities |= VolumeModes.capability(access, VolumeModes.FILE_SYSTEM);
                }
                final CsiModel.Volume volume = new CsiModel.Volume(
                        "volume" + i,
                        random.nextBoolean() ? "ebs" : "nfs",
                        capabilities,
                        random.nextInt(3) == 0
                                ? List.of(Map.of("zone", "z0", "rack", "r1"), Map.of("zone", "z1"))
                                : List.of());
                volume.schedulable = random.nextInt(8) != 0;
                cluster.csi.add(volume);
            }
        }

        private void maybeVolumes(final SpecBuilder.Group group) {
            for (int i = random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 0; i > 0; i--) {
                group.volumes.add(new SpecBuilder.Volume(
                        "volume" + random.nextInt(random.nextInt(4) == 0 ? 6 : 4),
                        random.nextInt(3) == 0,
                        false,
                        VolumeModes.ACCESS.get(random.nextInt(VolumeModes.ACCESS.size()))));
            }
        }

        private void makeNodes() {
            final int count = 1 + random.nextInt(20);
            for (int i = 0; i < count; i++) {
                final NodeModel node = new NodeModel(i);
                node.datacenter = "dc" + (1 + random.nextInt(3));
                node.nodeClass = random.nextBoolean() ? "" : "class" + random.nextInt(2);
                node.pool = random.nextInt(5) == 0 ? "gpu" : "default";
                node.driverHealthy = random.nextInt(8) != 0;
                node.cpu = random.nextInt(12) == 0 ? 300 : 1_000 * (1 + random.nextInt(5));
                node.memory = 1_024 * (1 + random.nextInt(8));
                node.disk = 1_000 * (1 + random.nextInt(3));
                if (random.nextInt(5) != 0) {
                    node.keys.put("meta.rack", "r" + random.nextInt(4));
                }
                node.keys.put("attr.cores", Integer.toString(random.nextInt(10)));
                if (random.nextInt(3) == 0) {
                    node.keys.put("attr.unique.host", "h" + random.nextInt(3));
                }
                addHardware(node, random);
                makePlugins(node);
                node.row = reverseRows ? count - 1 - i : i;
                nodes.add(node);
            }
            nodes.removeIf(node -> simplification.removesNode(node.number));
            final int left = nodes.size();
            for (int i = 0; i < left; i++) {
                final NodeModel node = nodes.get(reverseRows ? left - 1 - i : i);
                node.draftTo(cluster.fleet.draft());
                cluster.addNode(node.row, cluster.fleet.draft());
                byRow.put(node.row, node);
            }
        }

        private void addNeeds(final SpecBuilder.Group group) {
            if (random.nextInt(4) == 0) {
                final SpecBuilder.Task task = group.tasks.get(0);
                group.tasks.set(
                        0,
                        new SpecBuilder.Task(
                                0, 1 + random.nextInt(4), task.memory(), task.lifecycle(), false, "raw_exec"));
                group.numa = NumaAffinity.get((short) random.nextInt(3));
            }
            if (random.nextInt(4) == 0) {
                group.volumes.add(new SpecBuilder.Volume("data", random.nextBoolean(), false));
            }
            final String[] names = {"gpu", "nvidia/gpu", "nvidia/gpu/t4", "acme/fpga/f1", "fpga"};
            for (int i = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0; i > 0; i--) {
                final SpecBuilder.Device device = new SpecBuilder.Device(
                        names[random.nextInt(names.length)],
                        1 + random.nextInt(2),
                        random.nextBoolean(),
                        new ArrayList<>(),
                        new ArrayList<>());
                if (random.nextInt(3) == 0) {
                    device.constraints()
                            .add(new SpecBuilder.Criterion(
                                    "${device.attr.memory}", Operand.GREATER_OR_EQUAL, "16 GiB", 0));
                }
                if (random.nextInt(5) == 0) {
                    device.constraints()
                            .add(new SpecBuilder.Criterion("${device.ids}", Operand.SET_CONTAINS_ANY, "id1,id3", 0));
                }
                if (random.nextInt(2) == 0) {
                    device.affinities()
                            .add(new SpecBuilder.Criterion(
                                    "${device.attr.model}", Operand.EQUAL, "new", random.nextInt(201) - 100));
                }
                group.devices.add(device);
            }
        }

        SpecBuilder randomSpec(final int number) {
            final SpecBuilder spec = SpecBuilder.of(random.nextInt(3) == 0 ? JobType.BATCH : JobType.SERVICE);
            spec.id = "job" + number;
            if (random.nextInt(4) == 0) {
                spec.datacenters.set(0, random.nextBoolean() ? "dc1" : "*2");
            }
            if (random.nextInt(6) == 0) {
                spec.pool = random.nextBoolean() ? "all" : "gpu";
            }
            maybeConstraint(spec.constraints);
            final int groups = random.nextInt(4) == 0 ? 2 : 1;
            for (int i = 0; i < groups; i++) {
                final SpecBuilder.Group group = spec.group(
                        1 + random.nextInt(8), 100 * (1 + random.nextInt(12)), 64 * (1 + random.nextInt(20)));
                group.disk = 10 * (1 + random.nextInt(30));
                maybeConstraint(group.constraints);
                maybeConstraint(group.constraints);
                if (random.nextInt(3) == 0) {
                    group.affinity("${meta.rack}", Operand.EQUAL, "r" + random.nextInt(4), random.nextInt(201) - 100);
                    group.affinity("${node.class}", Operand.EQUAL, "class1", 1 + random.nextInt(100));
                }
                maybeSpread(group);
                addNeeds(group);
                maybeVolumes(group);
                if (random.nextInt(3) == 0) {
                    group.port("http", 8_000 + random.nextInt(2));
                    group.port("rpc", 0);
                }
            }
            spec.groups.forEach(group -> simplification.apply(spec, group));
            return spec;
        }

        private void maybeConstraint(final List<SpecBuilder.Criterion> constraints) {
            final SpecBuilder.Criterion constraint = switch (random.nextInt(16)) {
                case 0 -> new SpecBuilder.Criterion("${meta.rack}", Operand.EQUAL, "r1", 0);
                case 1 -> new SpecBuilder.Criterion("${meta.rack}", Operand.NOT_EQUAL, "r1", 0);
                case 2 -> new SpecBuilder.Criterion("${attr.cores}", Operand.GREATER, "3", 0);
                case 3 -> new SpecBuilder.Criterion("${meta.rack}", Operand.SET_CONTAINS_ANY, "r0,r1,r2", 0);
                case 4 -> new SpecBuilder.Criterion("${attr.unique.host}", Operand.IS_NOT_SET, "", 0);
                case 5 -> new SpecBuilder.Criterion("${node.unique.name}", Operand.REGEXP, "1", 0);
                case 6 -> new SpecBuilder.Criterion("", Operand.DISTINCT_HOSTS, "", 0);
                case 7 -> new SpecBuilder.Criterion("${meta.rack}", Operand.DISTINCT_PROPERTY, "2", 0);
                default -> null;
            };
            if (constraint != null) {
                constraints.add(constraint);
            }
        }

        private void maybeSpread(final SpecBuilder.Group group) {
            final int kind = random.nextInt(6);
            if (kind == 0 || kind == 2) {
                group.spreads.add(
                        new SpecBuilder.Spread("${node.datacenter}", 1 + random.nextInt(100), List.of(), List.of()));
            }
            if (kind == 1 || kind == 2) {
                final int first = random.nextInt(101);
                group.spreads.add(new SpecBuilder.Spread(
                        "${meta.rack}",
                        1 + random.nextInt(100),
                        List.of("r0", "r1"),
                        List.of(first, random.nextInt(101 - first))));
            }
        }

        private void change(final SpecBuilder spec) {
            final SpecBuilder.Group group = spec.groups.get(random.nextInt(spec.groups.size()));
            switch (random.nextInt(3)) {
                case 0 -> group.count = 1 + random.nextInt(10);
                case 1 -> {
                    group.digest++;
                    group.tasks.set(
                            0,
                            new SpecBuilder.Task(
                                    100 * (1 + random.nextInt(12)),
                                    0,
                                    group.tasks.get(0).memory(),
                                    group.tasks.get(0).lifecycle(),
                                    false,
                                    "raw_exec"));
                }
                default -> group.count++;
            }
        }

        private void disturb() {
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (alloc.desired != DesiredStatus.RUN && random.nextBoolean()) {
                    cluster.client(alloc.row, ClientStatus.COMPLETE);
                }
            }
            for (final NodeModel node : nodes) {
                if (random.nextInt(12) == 0) {
                    node.ready = !node.ready;
                    cluster.fleet.status(node.row, NodeStatus.READY, node.ready, false);
                }
            }
        }

        private void process(final int job, final SpecBuilder spec) {
            cluster.process(job, spec.type);
            final Oracle oracle = new Oracle(
                    nodes,
                    spec,
                    new OracleVolumes(cluster, job),
                    cluster.spreading,
                    cluster.eval.idHigh(),
                    cluster.eval.idLow());
            loadUsage();
            final Set<Integer> stopped = stops(job);
            stopped.forEach(this::free);
            loadUses(oracle, job, stopped);
            replay(oracle, stopped, spec);
            cluster.apply(job);
            verifyNotOverCommitted();
        }

        private void loadUsage() {
            for (final NodeModel node : nodes) {
                node.cpuUsed = 0;
                node.memoryUsed = 0;
                node.diskUsed = 0;
                node.ports.clear();
                node.mounted.clear();
            }
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (!isClientTerminal(alloc)) {
                    take(byRow.get(alloc.node), alloc, 1);
                }
            }
        }

        private static boolean isClientTerminal(final TestCluster.Alloc alloc) {
            return alloc.client == ClientStatus.COMPLETE
                    || alloc.client == ClientStatus.FAILED
                    || alloc.client == ClientStatus.LOST;
        }

        private static void take(final NodeModel node, final TestCluster.Alloc alloc, final int sign) {
            node.cpuUsed += sign * alloc.cpu;
            node.memoryUsed += sign * alloc.memory;
            node.diskUsed += sign * alloc.disk;
        }

        private void free(final int row) {
            final TestCluster.Alloc alloc = cluster.allocs.get(row);
            if (!isClientTerminal(alloc)) {
                take(byRow.get(alloc.node), alloc, -1);
            }
        }

        /** Stops that hold before the first placement: all but those of destructive updates. */
        private Set<Integer> stops(final int job) {
            final Set<Integer> stopped = new HashSet<>();
            for (int i = 0; i < cluster.plan.stops().count(); i++) {
                if (cluster.plan.stops().reason(i) != StopReason.UPDATED) {
                    stopped.add(cluster.plan.stops().alloc(i));
                }
            }
            assertThat(job).isNotNegative();
            return stopped;
        }

        private void loadUses(final Oracle oracle, final int job, final Set<Integer> stopped) {
            for (final int row : cluster.jobs.get(job).allocs) {
                final TestCluster.Alloc alloc = cluster.allocs.get(row);
                if (!isClientTerminal(alloc) && !stopped.contains(row)) {
                    oracle.uses.add(
                            new Oracle.Use(alloc.group, byRow.get(alloc.node), alloc.desired == DesiredStatus.RUN));
                }
            }
            loadPorts(stopped);
            loadHeld(stopped);
        }

        private void loadHeld(final Set<Integer> stopped) {
            for (final NodeModel node : nodes) {
                node.devicesHeld.clear();
                node.coresHeld.clear();
            }
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (!isClientTerminal(alloc) && !stopped.contains(alloc.row)) {
                    for (final int device : alloc.devices) {
                        byRow.get(alloc.node).devicesHeld.add(cluster.strings.text(device));
                    }
                    for (final int core : alloc.cores) {
                        byRow.get(alloc.node).coresHeld.add(core);
                    }
                }
            }
        }

        private void loadPorts(final Set<Integer> stopped) {
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (!isClientTerminal(alloc) && !stopped.contains(alloc.row)) {
                    for (final int port : alloc.ports) {
                        byRow.get(alloc.node).ports.add(port);
                    }
                    addVolumes(byRow.get(alloc.node), cluster.volumes(alloc));
                }
            }
        }

        private void addVolumes(final NodeModel node, final List<SpecBuilder.Volume> asked) {
            asked.stream()
                    .map(SpecBuilder.Volume::source)
                    .filter(id -> cluster.csi.row(id) != StateView.NULL_ROW)
                    .forEach(node.mounted::add);
        }

        private void replay(final Oracle oracle, final Set<Integer> stopped, final SpecBuilder spec) {
            final Placements placements = cluster.plan.placements();
            for (int i = 0; i < placements.count(); i++) {
                final int group = placements.group(i);
                final int previous = placements.previous(i);
                if (previous >= 0 && cluster.allocs.get(previous).desired == DesiredStatus.RUN && isUpdated(previous)) {
                    stopped.add(previous);
                    free(previous);
                    reload(oracle, placements, i, stopped);
                }
                final List<Oracle.Choice> ranked = oracle.rank(group);
                assertThat(ranked).as("placement %d", i).isNotEmpty();
                final NodeModel chosen = byRow.get(placements.node(i));
                assertThat(chosen.number)
                        .as("node of placement %d", i)
                        .isEqualTo(ranked.get(0).node().number);
                assertThat(placements.score(i)).isEqualTo(ranked.get(0).score());
                verifyMetric(oracle, ranked, group, placements.metricOffset(i));
                verifyPicks(chosen, spec.groups.get(group), placements, i);
                occupy(oracle, placements, i);
                history.add(group + "[" + placements.nameIndex(i) + "] on " + chosen.number);
            }
            verifyFailures(oracle, spec);
        }

        private void verifyPicks(
                final NodeModel node, final SpecBuilder.Group ask, final Placements placements, final int at) {
            final OraclePicks.Picks picks = OraclePicks.of(node, ask);
            final List<String> devices = new ArrayList<>();
            for (int i = placements.deviceFirst(at); i < placements.deviceLimit(at); i++) {
                devices.add(cluster.strings.text(placements.device(i)));
            }
            final List<Integer> cores = new ArrayList<>();
            for (int i = placements.coreFirst(at); i < placements.coreLimit(at); i++) {
                cores.add(placements.core(i));
            }
            assertThat(devices).isEqualTo(picks.devices());
            assertThat(cores).isEqualTo(picks.cores());
        }

        private boolean isUpdated(final int alloc) {
            for (int i = 0; i < cluster.plan.stops().count(); i++) {
                if (cluster.plan.stops().alloc(i) == alloc) {
                    return cluster.plan.stops().reason(i) == StopReason.UPDATED;
                }
            }
            return false;
        }

        /** Counts everything again without the allocation that was just stopped. */
        private void reload(
                final Oracle oracle, final Placements placements, final int until, final Set<Integer> stopped) {
            oracle.uses.clear();
            nodes.forEach(node -> {
                node.ports.clear();
                node.mounted.clear();
            });
            final int job = cluster.eval.job();
            loadUses(oracle, job, stopped);
            for (int i = 0; i < until; i++) {
                addUse(oracle, placements, i);
            }
        }

        private void occupy(final Oracle oracle, final Placements placements, final int placement) {
            final NodeModel node = byRow.get(placements.node(placement));
            node.cpuUsed += placements.cpuMhz(placement);
            node.memoryUsed += placements.memoryMb(placement);
            node.diskUsed += placements.diskMb(placement);
            addUse(oracle, placements, placement);
        }

        private void addUse(final Oracle oracle, final Placements placements, final int placement) {
            final NodeModel node = byRow.get(placements.node(placement));
            oracle.uses.add(new Oracle.Use(placements.group(placement), node, true));
            addVolumes(
                    node,
                    cluster.specVolumes
                            .get((int) placements.spec(placement) - 1)
                            .get(placements.group(placement)));
            for (int port = placements.portFirst(placement); port < placements.portLimit(placement); port++) {
                node.ports.add(placements.portValue(port));
            }
            for (int i = placements.deviceFirst(placement); i < placements.deviceLimit(placement); i++) {
                node.devicesHeld.add(cluster.strings.text(placements.device(i)));
            }
            for (int i = placements.coreFirst(placement); i < placements.coreLimit(placement); i++) {
                node.coresHeld.add(placements.core(i));
            }
        }

        private void verifyMetric(
                final Oracle oracle, final List<Oracle.Choice> ranked, final int group, final int offset) {
            final Metric metric = Metric.of(cluster.plan, offset);
            assertThat(metric.nodesEvaluated).isEqualTo((int) oracle.baseCount());
            assertThat(metric.constraintFiltered).isEqualTo(oracle.filtered(group, false));
            assertThat(metric.dimensionExhausted).isEqualTo(oracle.filtered(group, true));
            assertThat(metric.nodesFiltered + metric.nodesExhausted + ranked.size())
                    .isEqualTo(metric.nodesEvaluated);
            assertThat(metric.scores.stream().map(Metric.Score::norm))
                    .isEqualTo(
                            ranked.stream().limit(5).map(Oracle.Choice::score).toList());
            assertThat(metric.scores.stream().map(Metric.Score::nodeLow))
                    .isEqualTo(ranked.stream()
                            .limit(5)
                            .map(choice -> choice.node().idLow())
                            .toList());
        }

        private void verifyFailures(final Oracle oracle, final SpecBuilder spec) {
            if (spec.groups.size() == 1
                    && cluster.plan.outcomes().isFailed(0)
                    && cluster.plan.stops().count() == 0) {
                verifyMetric(oracle, oracle.rank(0), 0, cluster.plan.outcomes().metricOffset(0));
                assertThat(oracle.rank(0)).isEmpty();
                assertThat(Metric.of(cluster.plan, cluster.plan.outcomes().metricOffset(0)).coalesced)
                        .isEqualTo(cluster.plan.outcomes().queued(0) - 1);
            }
        }

        private void verifyNothingShared() {
            final Set<String> held = new HashSet<>();
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (!isClientTerminal(alloc) && alloc.desired == DesiredStatus.RUN) {
                    for (final int device : alloc.devices) {
                        assertThat(held.add(alloc.node + " device " + device))
                                .as("a device of one allocation alone")
                                .isTrue();
                    }
                    for (final int core : alloc.cores) {
                        assertThat(held.add(alloc.node + " core " + core))
                                .as("a core of one allocation alone")
                                .isTrue();
                    }
                }
            }
        }

        /** What does not stop fits: replaced allocations may linger beyond that. */
        private void verifyNotOverCommitted() {
            final Map<Integer, Integer> cpu = new HashMap<>();
            for (final TestCluster.Alloc alloc : cluster.allocs) {
                if (!isClientTerminal(alloc) && alloc.desired == DesiredStatus.RUN) {
                    cpu.merge(alloc.node, alloc.cpu, Integer::sum);
                }
            }
            verifyNothingShared();
            cpu.forEach((row, used) -> assertThat(used).isLessThanOrEqualTo(byRow.get(row).cpu));
        }
    }
}
