package io.drover.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.jobspec.Lifecycle;
import io.drover.sbe.jobspec.SchedulingSpecEncoder;
import io.drover.scheduler.fleet.NodeDraft;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class JobSpecTest {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final JobSpec spec = new JobSpec();

    @Test
    void shouldCountTheLargestPhaseAndSidecarsTwice() {
        final Footprint footprint = new Footprint();
        footprint.reset(300);
        footprint.addTask(Lifecycle.MAIN, false, 500, 0, 256);
        footprint.addTask(Lifecycle.POSTSTART, false, 100, 0, 64);
        footprint.addTask(Lifecycle.PRESTART, false, 900, 0, 64);
        footprint.addTask(Lifecycle.PRESTART, true, 50, 0, 32);
        footprint.addTask(Lifecycle.POSTSTOP, false, 10, 0, 1_000);
        assertThat(footprint.cpuMhz()).isEqualTo(950);
        assertThat(footprint.memoryMb()).isEqualTo(1_000);
        assertThat(footprint.diskMb()).isEqualTo(300);
    }

    @Test
    void shouldKeepReservedCoresApartFromMegahertz() {
        final Footprint footprint = new Footprint();
        footprint.reset(0);
        footprint.addTask(Lifecycle.MAIN, false, 0, 2, 10);
        footprint.addTask(Lifecycle.PRESTART, false, 0, 1, 10);
        assertThat(footprint.coreCount()).isEqualTo(3);
        assertThat(footprint.cpuMhz()).isZero();
    }

    @Test
    void shouldBoundAbsurdAsks() {
        final Footprint footprint = new Footprint();
        footprint.reset(-5);
        for (int i = 0; i < 10; i++) {
            footprint.addTask(Lifecycle.MAIN, false, Integer.MAX_VALUE, 0, -1);
        }
        assertThat(footprint.cpuMhz()).isGreaterThan(NodeDraft.CAPACITY_MAX);
        assertThat(footprint.memoryMb()).isZero();
        assertThat(footprint.diskMb()).isZero();
    }

    @Test
    void shouldRefuseATaskOfNoGroup() {
        encode(3);
        assertThatThrownBy(() -> spec.decode(1, buffer, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tasks.groupIndex is 3, expected 0 to -1");
    }

    private void encode(final int groupIndex) {
        final SchedulingSpecEncoder encoder = new SchedulingSpecEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .compilerVersion(1)
                .type(JobType.SERVICE)
                .priority(50)
                .allAtOnce(Bool.NO)
                .isStopped(Bool.NO);
        encoder.datacentersCount(0);
        encoder.groupsCount(0);
        encoder.tasksCount(1)
                .next()
                .groupIndex((short) groupIndex)
                .cpuMhz(1)
                .cores(0)
                .memoryMb(1)
                .memoryMaxMb(0)
                .lifecycle(Lifecycle.MAIN)
                .isSidecar(Bool.NO)
                .isLeader(Bool.NO)
                .killTimeoutMs(0)
                .name("t")
                .driver("d");
        encoder.constraintsCount(0);
        encoder.affinitiesCount(0);
        encoder.spreadsCount(0);
        encoder.portsCount(0);
        encoder.volumesCount(0);
        encoder.devicesCount(0);
        encoder.namespace("").jobId("").nodePool("");
    }
}
