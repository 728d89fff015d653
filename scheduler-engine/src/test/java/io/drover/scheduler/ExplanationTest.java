package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.JobType;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.rank.NodeReport;
import io.drover.scheduler.rank.NodeReports;
import io.drover.scheduler.spec.JobSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An explanation must say what the scheduler then does. */
class ExplanationTest {
    private static final int CASES = 500;

    private record Finding(int node, int verdict, long lacks, long unmet, int cpuFreeMhz, long score) {}

    @Test
    void shouldNameTheNodeThatIsThenChosen() {
        final long start = Long.getLong("drover.seed", System.nanoTime());
        int placed = 0;
        for (int i = 0; i < CASES; i++) {
            final long seed = start + i;
            final OracleTest.Case filled = new OracleTest.Case(seed);
            filled.run();
            final TestCluster cluster = filled.cluster;
            final SpecBuilder spec = filled.randomSpec(99);
            spec.groups.subList(1, spec.groups.size()).clear();
            spec.groups.get(0).count = 1;
            final int job = cluster.register(spec);
            final List<Finding> findings = explain(cluster, job, 0, 0);
            cluster.process(job, spec.type);

            assertThat(findings)
                    .allSatisfy(finding -> assertThat(finding.verdict() == Verdict.FITS)
                            .as("seed=%d %s", seed, finding)
                            .isEqualTo(finding.lacks() == 0));
            final List<Finding> fitting = findings.stream()
                    .filter(each -> each.verdict() == Verdict.FITS)
                    .sorted(Comparator.comparingLong(Finding::score).reversed())
                    .toList();
            assertThat(cluster.plan.placements().count()).as("seed=%d", seed).isEqualTo(fitting.isEmpty() ? 0 : 1);
            if (!fitting.isEmpty()) {
                final int chosen = cluster.plan.placements().node(0);
                assertThat(cluster.plan.placements().score(0))
                        .as("seed=%d", seed)
                        .isEqualTo(fitting.get(0).score());
                assertThat(fitting)
                        .as("seed=%d", seed)
                        .anyMatch(each -> each.node() == chosen
                                && each.score() == fitting.get(0).score());
                placed++;
            }
        }
        assertThat(placed).isGreaterThan(CASES / 4);
    }

    @Test
    void shouldTellEverythingThatSpeaksAgainstANode() {
        final TestCluster cluster = new TestCluster(16, 16);
        cluster.addNode();
        final SpecBuilder spec = SpecBuilder.of(JobType.SERVICE);
        spec.constraints.add(new SpecBuilder.Criterion("${attr.kernel.name}", Operand.EQUAL, "windows", 0));
        spec.group(1, 6_000, 9_000).constraints.add(new SpecBuilder.Criterion("${meta.rack}", Operand.IS_SET, "", 0));
        final Finding finding = explain(cluster, cluster.register(spec), 0, 0).get(0);
        assertThat(Verdict.kind(finding.verdict())).isEqualTo(Verdict.CONSTRAINT);
        assertThat(Verdict.detail(finding.verdict())).isZero();
        assertThat(finding.unmet()).isEqualTo(0b11);
        assertThat(finding.lacks()).isEqualTo(1L << Verdict.CONSTRAINT | 1L << Verdict.CPU | 1L << Verdict.MEMORY);
        assertThat(finding.cpuFreeMhz()).isEqualTo(4_000);
    }

    @Test
    void shouldBeginWhereItIsTold() {
        final TestCluster cluster = new TestCluster(16, 16);
        for (int i = 0; i < 5; i++) {
            cluster.addNode();
        }
        final SpecBuilder spec = SpecBuilder.of(JobType.SERVICE);
        spec.group(1, 100, 100);
        final int job = cluster.register(spec);
        assertThat(explain(cluster, job, 0, 3)).extracting(Finding::node).containsExactly(3, 4);
        assertThat(explain(cluster, job, 1, 0)).isEmpty();
    }

    @Test
    void shouldTellWhoThenGivesWay() {
        final long start = Long.getLong("drover.seed", System.nanoTime());
        int evicted = 0;
        for (int i = 0; i < CASES; i++) {
            final long seed = start + i;
            final Random random = new Random(seed);
            final TestCluster cluster = crowded(random);
            final SpecBuilder spec = SpecBuilder.service();
            spec.id = "high";
            spec.priority = 90;
            spec.group(1, 300 + random.nextInt(700), 64 + random.nextInt(512));
            final int job = cluster.register(spec);
            final List<Eviction> evictions = new ArrayList<>();
            final List<Finding> findings = explain(cluster, job, 0, 0, evictions);
            cluster.process(job, JobType.SERVICE);
            if (findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FITS)) {
                final Eviction best = evictions.stream()
                        .max(Comparator.comparingLong(Eviction::score))
                        .orElse(new Eviction(0, 0, List.of()));
                final List<Integer> stopped = new ArrayList<>();
                for (int stop = 0; stop < cluster.plan.stops().count(); stop++) {
                    stopped.add(cluster.plan.stops().alloc(stop));
                }
                if (!stopped.isEmpty()) {
                    assertThat(evictions).as("seed=%d", seed).anySatisfy(each -> {
                        assertThat(each.score()).isEqualTo(best.score());
                        assertThat(each.victims()).containsExactlyElementsOf(stopped);
                    });
                }
                assertThat(stopped.isEmpty()).as("seed=%d", seed).isEqualTo(evictions.isEmpty());
                evicted += stopped.size();
            }
        }
        assertThat(evicted).isPositive();
    }

    /** Nodes of different sizes with jobs of all priorities on them. */
    private static TestCluster crowded(final Random random) {
        final TestCluster cluster = new TestCluster(64, 4_096);
        for (int node = 0; node < 3; node++) {
            cluster.addNode(
                    node, cluster.draft(node).cores(1).capacity(800 + random.nextInt(700), 2_048, 10_000, 0, 0, 0));
        }
        for (int i = 0; i < 8; i++) {
            final SpecBuilder spec = SpecBuilder.service();
            spec.id = "job" + i;
            spec.priority = 10 * (1 + random.nextInt(9));
            spec.group(1 + random.nextInt(3), 100 + random.nextInt(500), 64 + random.nextInt(256));
            cluster.run(cluster.register(spec));
        }
        cluster.preempting = true;
        return cluster;
    }

    private record Eviction(int node, long score, List<Integer> victims) {
        static Eviction of(final NodeReport report) {
            final List<Integer> victims = new ArrayList<>();
            for (int i = 0; i < report.victimCount(); i++) {
                victims.add(report.victim(i));
            }
            return new Eviction(report.node(), report.evictionScore(), victims);
        }
    }

    private static List<Finding> explain(
            final TestCluster cluster, final int job, final int group, final int firstNode) {
        return explain(cluster, job, group, firstNode, new ArrayList<>());
    }

    private static List<Finding> explain(
            final TestCluster cluster,
            final int job,
            final int group,
            final int firstNode,
            final List<Eviction> evictions) {
        final List<Finding> findings = new ArrayList<>();
        final NodeReports sink = new NodeReports() {
            @Override
            public void onGroup(final JobSpec spec, final int explained) {
                assertThat(explained).isEqualTo(group);
            }

            @Override
            public boolean onNode(final NodeReport report) {
                findings.add(new Finding(
                        report.node(),
                        report.verdict(),
                        report.lacks(),
                        report.unmet(),
                        report.cpuFreeMhz(),
                        report.score()));
                if (report.victimCount() > 0) {
                    evictions.add(Eviction.of(report));
                }
                return true;
            }
        };
        cluster.scheduler.explain(cluster, new EvalInput().reset().job(job), new PlanBuffer(), group, firstNode, sink);
        return findings;
    }
}
