package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NumaAffinity;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.fleet.NodeDraft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specs that nobody means: what passed the checks of its form is decided, in bounded time, without an exception. */
class HostileSpecTest {
    private final TestCluster cluster = new TestCluster(64, 100_000);
    private final SpecBuilder spec = SpecBuilder.service();

    HostileSpecTest() {
        for (int i = 0; i < 3; i++) {
            final DeviceModel model = new DeviceModel("", "gpu", "a/b");
            model.instances.add(new DeviceModel.Instance("", true, -1));
            model.instances.add(new DeviceModel.Instance("", true, -1));
            final NodeDraft draft = cluster.draft(i)
                    .attribute(TestCluster.text("long"), TestCluster.text("a".repeat(60_000) + "!"))
                    .attribute(TestCluster.text("version"), TestCluster.text("not.a.version"))
                    .core(65_535, -7, Integer.MAX_VALUE)
                    .core(0, 32_767, -5);
            model.draftTo(draft);
            cluster.addNode(i, draft);
        }
    }

    @Test
    void shouldNotFindUnknownAttributes() {
        constrain("${attr.nobody.has.this}", Operand.EQUAL, "x");
        assertNothingPlaced("${attr.nobody.has.this} equal x");
        constrain("${nonsense", Operand.EQUAL, "x");
        assertNothingPlaced("${nonsense equal x");
    }

    @Test
    void shouldMatchExpressionsOfAnySizeAndDepth() {
        constrain("${attr.long}", Operand.REGEXP, "(a+)+(b|c)+$");
        assertNothingPlaced("${attr.long} regexp (a+)+(b|c)+$");
        final String large = "(x|y)?".repeat(65_000 / 6);
        constrain("${attr.long}", Operand.REGEXP, large);
        assertNothingPlaced("${attr.long} regexp " + large);
        constrain("${attr.long}", Operand.REGEXP, "((((((((((a{1,9}){1,9}){1,9}){1,9}){1,9}");
        assertNothingPlaced("${attr.long} regexp ((((((((((a{1,9}){1,9}){1,9}){1,9}){1,9}");
    }

    @Test
    void shouldMatchNothingWithWhatIsNoVersion() {
        constrain("${attr.version}", Operand.VERSION, ">= 1.0");
        assertNothingPlaced("${attr.version} version >= 1.0");
        constrain("1.2.3", Operand.SEMVER, "~> banana, >= ");
        assertNothingPlaced("1.2.3 semver ~> banana, >= ");
    }

    @Test
    void shouldTakeSharesAboveAllForWhatTheyAre() {
        group(3).spreads.add(new SpecBuilder.Spread("${meta.rack}", 100, List.of("r1", "r2"), List.of(65_000, 65_000)));
        run();
        assertThat(cluster.plan.placements().count()).isEqualTo(3);
    }

    @Test
    void shouldTakeNegativeAmountsForNone() {
        final SpecBuilder.Group group = spec.group(2, Integer.MIN_VALUE, -1);
        group.disk = -5;
        run();
        assertThat(cluster.plan.placements().count()).isEqualTo(2);
        assertThat(cluster.plan.placements().cpuMhz(0)).isZero();
        spec.groups.clear();
        spec.group(1, Integer.MAX_VALUE, Integer.MAX_VALUE).disk = Integer.MAX_VALUE;
        run();
        assertThat(cluster.plan.placements().count()).isZero();
    }

    @Test
    void shouldReadTenThousandConstraints() {
        final SpecBuilder.Group group = group(1);
        for (int i = 0; i < 10_000; i++) {
            group.constraint("${attr.kernel.name}", Operand.EQUAL, "linux");
        }
        run();
        assertThat(cluster.plan.placements().count()).isEqualTo(1);
    }

    @Test
    void shouldPlaceAMillionOneBudgetAtATime() {
        group(1_000_000);
        final int job = cluster.register(spec);
        assertThat(cluster.process(job, JobType.SERVICE, 1_000)).isNotNull();
        assertThat(cluster.plan.placements().count()).isBetween(1, 100);
    }

    @Test
    void shouldAskForOddDevices() {
        for (final String name : List.of("", "/", "//", "///", "/gpu", "/gpu/a/b", "gpu/", "\0", "x".repeat(60_000))) {
            for (final int count : new int[] {Integer.MIN_VALUE, -1, 0, 1, 2, 3, Integer.MAX_VALUE}) {
                spec.groups.clear();
                final SpecBuilder.Group group = group(2);
                final SpecBuilder.Device device = new SpecBuilder.Device(name, count);
                device.affinities().add(new SpecBuilder.Criterion("${device.ids}", Operand.EQUAL, "", -100));
                group.devices.add(device);
                run();
            }
        }
        spec.groups.clear();
        final SpecBuilder.Device device = new SpecBuilder.Device("gpu", 1);
        for (final Operand operand : Operand.values()) {
            if (operand != Operand.NULL_VAL) {
                device.constraints().add(new SpecBuilder.Criterion("${device.ids}", operand, "${device.ids}", 0));
                device.constraints().add(new SpecBuilder.Criterion("", operand, "${device.attr.}", 0));
                device.constraints().add(new SpecBuilder.Criterion("${device.", operand, "1e999999999 EiB", 0));
            }
        }
        group(1).devices.add(device);
        run();
        assertThat(cluster.plan.placements().count()).isZero();
    }

    @Test
    void shouldAskForOddCores() {
        for (final NumaAffinity numa : List.of(NumaAffinity.NONE, NumaAffinity.PREFER, NumaAffinity.REQUIRE)) {
            for (final int cores : new int[] {Integer.MIN_VALUE, 0, 1, 2, 3, Integer.MAX_VALUE}) {
                spec.groups.clear();
                final SpecBuilder.Group group = group(1);
                group.tasks.clear();
                group.cores(cores, 64);
                group.numa = numa;
                run();
            }
        }
    }

    @Test
    void shouldStandHistoriesThatReferToThemselves() {
        group(2);
        final int job = cluster.register(spec);
        cluster.run(job);
        for (final TestCluster.Alloc alloc : cluster.allocs) {
            alloc.previous = alloc.row;
            alloc.next = alloc.row;
            alloc.reschedules.add(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0});
            cluster.client(alloc.row, ClientStatus.FAILED);
            alloc.finishedMs = Long.MAX_VALUE;
        }
        assertThat(cluster.process(job, JobType.SERVICE)).isEqualTo(SchedulingResult.COMPLETE);
    }

    private SpecBuilder.Group group(final int count) {
        return spec.group(count, 10, 10);
    }

    private void constrain(final String left, final Operand operand, final String right) {
        spec.groups.clear();
        group(1).constraint(left, operand, right);
    }

    private void run() {
        final int job = cluster.register(spec);
        assertThat(cluster.process(job, JobType.SERVICE)).isEqualTo(SchedulingResult.COMPLETE);
    }

    private void assertNothingPlaced(final String reason) {
        run();
        assertThat(cluster.plan.placements().count()).isZero();
        assertThat(Metric.of(cluster.plan, cluster.plan.outcomes().metricOffset(0)).constraintFiltered)
                .containsEntry(reason, 3);
    }
}
