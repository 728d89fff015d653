package io.drover.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.NumaAffinity;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.plan.Placements;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final int DEVICES = 1 << 7;

    private final TestCluster cluster = new TestCluster(64, 4_096);

    @Test
    void shouldGiveEachInstanceToOneAllocationAlone() {
        node(0, model("nvidia/gpu/t4", 16, "a", "b", "c!"));
        final int job = register(2, new SpecBuilder.Device("gpu", 1));
        cluster.run(job);
        assertThat(devices()).containsExactly("nvidia/gpu/t4/a", "nvidia/gpu/t4/b");
        final int more = register(1, new SpecBuilder.Device("nvidia/gpu", 1));
        cluster.run(more);
        assertThat(dimensions()).containsOnlyKeys("devices: no devices match request");
        cluster.client(0, ClientStatus.COMPLETE);
        cluster.run(more);
        assertThat(devices()).containsExactly("nvidia/gpu/t4/a");
    }

    @Test
    void shouldFilterNodesThatHaveTooFewOrOthers() {
        node(0, model("nvidia/gpu/t4", 16, "a"));
        node(1, model("acme/fpga/f1", 16, "a", "b"));
        node(2);
        cluster.run(register(1, new SpecBuilder.Device("nvidia/gpu", 2)));
        assertThat(metric().constraintFiltered).containsEntry("missing devices", 3);
        cluster.run(register(1, new SpecBuilder.Device("nvidia/gpu/t40", 1)));
        assertThat(metric().constraintFiltered).containsEntry("missing devices", 3);
    }

    /** As in the reference, only the allocation itself needs all of an ask from one group. */
    @Test
    void shouldNotPutGroupsTogetherForOneAsk() {
        node(0, model("nvidia/gpu/t4", 16, "a"), model("nvidia/gpu/a100", 40, "b"));
        cluster.run(register(1, new SpecBuilder.Device("gpu", 2)));
        assertThat(metric().constraintFiltered).isEmpty();
        assertThat(dimensions()).containsEntry("devices: no devices match request", 1);
    }

    @Test
    void shouldSayWhatIsWrongWithNoneAtAll() {
        node(0, model("nvidia/gpu/t4", 16, "a"));
        cluster.run(register(1, new SpecBuilder.Device("gpu", 0)));
        assertThat(dimensions()).containsOnlyKeys("devices: invalid request of zero devices");
    }

    @Test
    void shouldCompareAttributesWithTheirUnits() {
        node(0, model("nvidia/gpu/t4", 16, "a"));
        node(1, model("nvidia/gpu/a100", 40, "b"));
        final SpecBuilder.Device device = new SpecBuilder.Device("gpu", 1);
        device.constraints().add(new SpecBuilder.Criterion("${device.attr.memory}", Operand.GREATER, "20 GiB", 0));
        device.constraints().add(new SpecBuilder.Criterion("${device.model}", Operand.REGEXP, "^a1", 0));
        device.constraints().add(new SpecBuilder.Criterion("${device.vendor}", Operand.EQUAL, "nvidia", 0));
        device.constraints().add(new SpecBuilder.Criterion("${device.attr.absent}", Operand.NOT_EQUAL, "x", 0));
        cluster.run(register(1, device));
        assertThat(devices()).containsExactly("nvidia/gpu/a100/b");
    }

    @Test
    void shouldLookForIdsOnEachNode() {
        node(0, model("nvidia/gpu/t4", 16, "a", "b"));
        node(1, model("nvidia/gpu/t4", 16, "c", "d"));
        final SpecBuilder.Device device = new SpecBuilder.Device("gpu", 1);
        device.constraints().add(new SpecBuilder.Criterion("${device.ids}", Operand.SET_CONTAINS_ANY, "x, d", 0));
        cluster.run(register(2, device));
        assertThat(devices()).containsExactly("nvidia/gpu/t4/d");
        assertThat(metric().constraintFiltered).containsEntry("missing devices", 1);
        assertThat(dimensions()).containsEntry("devices: no devices match request", 1);
    }

    @Test
    void shouldPreferWhatAffinitiesAskForAndSayHowMuch() {
        node(0, model("nvidia/gpu/t4", 16, "a"), model("nvidia/gpu/z", 40, "b"));
        final SpecBuilder.Device device = new SpecBuilder.Device("gpu", 1);
        device.affinities().add(new SpecBuilder.Criterion("${device.attr.memory}", Operand.GREATER, "20 GiB", 75));
        device.affinities().add(new SpecBuilder.Criterion("${device.model}", Operand.EQUAL, "t4", 25));
        cluster.run(register(1, device));
        assertThat(devices()).containsExactly("nvidia/gpu/z/b");
        final Metric.Score score = Metric.of(
                        cluster.plan, cluster.plan.placements().metricOffset(0))
                .scores
                .get(0);
        assertThat(score.parts() & DEVICES).isNotZero();
        assertThat(score.devices()).isEqualTo(Fixed.ratio(75, 100));
    }

    @Test
    void shouldKeepCoresAndDevicesInOneMemoryNode() {
        final DeviceModel model = model("nvidia/gpu/t4", 16);
        model.instances.add(new DeviceModel.Instance("g0", true, 0));
        model.instances.add(new DeviceModel.Instance("g1", true, 1));
        final NodeDraft draft = cluster.draft(0);
        for (int core = 0; core < 4; core++) {
            draft.core(core, core / 2, 1_000);
        }
        model.draftTo(draft);
        cluster.addNode(0, draft);
        final SpecBuilder.Device device = new SpecBuilder.Device("gpu", 1, true, new ArrayList<>(), new ArrayList<>());
        final int job = cores(2, 2, NumaAffinity.REQUIRE, device);
        cluster.run(job);
        assertThat(cores()).containsExactly(0, 1, 2, 3);
        assertThat(devices()).containsExactly("nvidia/gpu/t4/g0", "nvidia/gpu/t4/g1");
        cluster.client(0, ClientStatus.COMPLETE);
        cluster.run(cores(1, 1, NumaAffinity.NONE, null));
        assertThat(cores()).containsExactly(0);
        cluster.run(cores(1, 2, NumaAffinity.REQUIRE, null));
        assertThat(dimensions()).containsOnlyKeys("cores");
        cluster.client(1, ClientStatus.COMPLETE);
        cluster.run(cores(1, 3, NumaAffinity.REQUIRE, null));
        assertThat(dimensions()).containsOnlyKeys("numa-cores");
        cluster.run(cores(1, 3, NumaAffinity.PREFER, null));
        assertThat(cores()).containsExactly(2, 3, 1);
    }

    private void node(final int row, final DeviceModel... models) {
        final NodeDraft draft = cluster.draft(row);
        for (final DeviceModel model : models) {
            model.draftTo(draft);
        }
        cluster.addNode(row, draft);
    }

    private static DeviceModel model(final String name, final int memoryGib, final String... ids) {
        final String[] parts = name.split("/");
        final DeviceModel model = new DeviceModel(parts[0], parts[1], parts[2]);
        model.memoryMib = memoryGib << 10;
        for (final String id : ids) {
            model.instances.add(new DeviceModel.Instance(id.replace("!", ""), !id.endsWith("!"), -1));
        }
        return model;
    }

    private int register(final int count, final SpecBuilder.Device device) {
        final SpecBuilder spec = SpecBuilder.service();
        spec.group(count, 100, 64).devices.add(device);
        return cluster.register(spec);
    }

    private int cores(final int count, final int cores, final NumaAffinity numa, final SpecBuilder.Device device) {
        final SpecBuilder spec = SpecBuilder.service();
        final SpecBuilder.Group group = spec.group(count, 0, 64);
        group.tasks.clear();
        group.cores(cores, 64);
        group.numa = numa;
        if (device != null) {
            group.devices.add(device);
        }
        return cluster.register(spec);
    }

    private List<String> devices() {
        final Placements placements = cluster.plan.placements();
        final List<String> devices = new ArrayList<>();
        for (int i = 0; i < placements.deviceCount(); i++) {
            devices.add(cluster.strings.text(placements.device(i)).replace('\0', '/'));
        }
        return devices;
    }

    private List<Integer> cores() {
        final Placements placements = cluster.plan.placements();
        final List<Integer> cores = new ArrayList<>();
        for (int i = 0; i < placements.coreLimit(placements.count() - 1); i++) {
            cores.add(placements.core(i));
        }
        return cores;
    }

    private Metric metric() {
        return Metric.of(cluster.plan, cluster.plan.outcomes().metricOffset(0));
    }

    private java.util.Map<String, Integer> dimensions() {
        return metric().dimensionExhausted;
    }
}
