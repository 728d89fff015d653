package io.drover.scheduler;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.feasible.Trial;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.plan.AllocUpdates;
import io.drover.scheduler.plan.DeploymentPlan;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.plan.Stops;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A cluster of plain Java objects behind the scheduler's view, which applies plans as the real one does. Slow and readable.
 */
final class TestCluster implements StateView, SchedulerConfigView {
    static final class Job {
        final List<Long> specs = new ArrayList<>();
        boolean live = true;
        long createIndex;
        long jobModifyIndex;
        long promotedSpec;
        int deployment = NULL_ROW;
        final List<Integer> allocs = new ArrayList<>();
    }

    static final class Alloc {
        int row;
        int job;
        int node;
        long spec;
        int group;
        int nameIndex;
        long jobModifyIndex;
        DesiredStatus desired = DesiredStatus.RUN;
        ClientStatus client = ClientStatus.PENDING;
        int transition;
        String description = "";
        long modifyMs;
        long finishedMs;
        final List<ClientStatus> recorded = new ArrayList<>();
        final List<Long> recordedMs = new ArrayList<>();
        int deployment = NULL_ROW;
        Health health = Health.UNSET;
        boolean canary;
        int previous = NULL_ROW;
        int next = NULL_ROW;
        long followUp;
        boolean noPlacement;
        long score;
        final List<long[]> reschedules = new ArrayList<>();
        int cpu;
        int memory;
        int disk;
        int[] cores = {};
        int[] ports = {};
        int[] portAddresses = {};
        int[] devices = {};
    }

    static final class Deployment {
        int job;
        long spec;
        DeploymentStatus status = DeploymentStatus.RUNNING;
        final Map<Integer, int[]> groups = new HashMap<>();
    }

    final StringTable strings = new StringTable(100_000, new BlobHeap(1 << 26), 7);
    final Fleet fleet;
    final CsiModel csi = new CsiModel(strings);
    final List<Job> jobs = new ArrayList<>();
    final List<Alloc> allocs = new ArrayList<>();
    final List<Deployment> deployments = new ArrayList<>();
    final List<DirectBuffer> specs = new ArrayList<>();
    final List<List<List<SpecBuilder.Volume>>> specVolumes = new ArrayList<>();
    final List<Long> specVersions = new ArrayList<>();
    final List<Integer> specPriorities = new ArrayList<>();
    final List<Long> specModifyIndexes = new ArrayList<>();
    final List<List<Integer>> allocsByNode = new ArrayList<>();
    final Scheduler scheduler;
    final PlanBuffer plan = new PlanBuffer();
    final EvalInput eval = new EvalInput();
    long now = 1_000_000;
    long index = 10;
    long evalCount;
    boolean spreading;
    boolean preempting;
    private final JobView jobView = new Jobs();
    private final AllocView allocView = new Allocs();
    private final DeploymentView deploymentView = new Deployments();

    TestCluster() {
        this(20_000, 1_000_000);
    }

    TestCluster(final int nodeCountMax, final int allocCountMax) {
        fleet = new Fleet(nodeCountMax, 1_000_000, 100_000, strings);
        scheduler = new Scheduler(fleet, allocCountMax);
    }

    /** A draft of an ordinary ready node: 4,000 MHz, 8,192 MB, raw_exec, one address. */
    NodeDraft draft(final int node) {
        final NodeDraft draft = fleet.draft()
                .begin(Mix.mix(node + 1), Mix.mix(~node))
                .names(text("dc1"), text(""), text("default"), text("node-" + node))
                .cores(4)
                .capacity(4_000, 8_192, 100_000, 0, 0, 0)
                .driver(text("raw_exec"), true, true)
                .attribute(text("kernel.name"), text("linux"));
        return draft.network(
                text("host"), text("eth0"), text("10.0." + node / 250 + "." + node % 250), text("default"));
    }

    int addNode() {
        return addNode(allocsByNode.size(), draft(allocsByNode.size()));
    }

    int addNode(final int node, final NodeDraft draft) {
        while (allocsByNode.size() <= node) {
            allocsByNode.add(new ArrayList<>());
        }
        fleet.put(node, draft);
        fleet.status(node, NodeStatus.READY, true, false);
        return node;
    }

    int register(final SpecBuilder builder) {
        final Job job = new Job();
        job.createIndex = ++index;
        jobs.add(job);
        return update(jobs.size() - 1, builder);
    }

    int update(final int row, final SpecBuilder builder) {
        final Job job = jobs.get(row);
        specs.add(builder.build());
        specVolumes.add(
                builder.groups.stream().map(group -> List.copyOf(group.volumes)).toList());
        specVersions.add((long) job.specs.size());
        specPriorities.add(builder.priority);
        job.jobModifyIndex = ++index;
        specModifyIndexes.add(job.jobModifyIndex);
        job.specs.add((long) specs.size());
        return row;
    }

    SchedulingResult process(final int job, final JobType type) {
        return process(job, type, Integer.MAX_VALUE);
    }

    SchedulingResult process(final int job, final JobType type, final int budget) {
        evalCount++;
        eval.reset().id(Mix.mix(evalCount), evalCount).job(job).type(type);
        return scheduler.process(this, eval, plan, budget);
    }

    /** Processes and applies. */
    SchedulingResult run(final int job) {
        return run(job, JobType.SERVICE);
    }

    SchedulingResult run(final int job, final JobType type) {
        final SchedulingResult result = process(job, type);
        apply(job);
        return result;
    }

    void apply(final int jobRow) {
        final Job job = jobs.get(jobRow);
        index++;
        final DeploymentPlan deploymentPlan = plan.deployment();
        for (int i = 0; i < deploymentPlan.updateCount(); i++) {
            deployments.get(deploymentPlan.updated(i)).status = deploymentPlan.status(i);
        }
        applyStops();
        int deployment = deploymentPlan.current();
        if (deploymentPlan.isCreated()) {
            final Deployment created = new Deployment();
            created.job = jobRow;
            created.spec = jobView.spec(jobRow);
            deployments.add(created);
            deployment = deployments.size() - 1;
            job.deployment = deployment;
        }
        for (int i = 0; i < deploymentPlan.groupCount(); i++) {
            deployments.get(deployment).groups.put(deploymentPlan.group(i), new int[] {
                deploymentPlan.desiredTotal(i), deploymentPlan.desiredCanaries(i), deploymentPlan.isPromoted(i) ? 1 : 0
            });
        }
        applyUpdates(jobRow, deployment);
        applyPlacements(jobRow, deployment);
    }

    private void applyStops() {
        for (int i = 0; i < plan.stops().count(); i++) {
            final Alloc alloc = allocs.get(plan.stops().alloc(i));
            alloc.desired = plan.stops().preemptor(i) == Stops.NONE ? DesiredStatus.STOP : DesiredStatus.EVICT;
            alloc.description = plan.stops().reason(i).text();
            if (plan.stops().clientStatus(i) != ClientStatus.NULL_VAL) {
                client(alloc.row, plan.stops().clientStatus(i));
            }
        }
    }

    private void applyUpdates(final int jobRow, final int deployment) {
        final AllocUpdates updates = plan.updates();
        for (int i = 0; i < updates.count(); i++) {
            final Alloc alloc = allocs.get(updates.alloc(i));
            switch (updates.kind(i)) {
                case IN_PLACE -> {
                    alloc.spec = jobView.spec(jobRow);
                    alloc.group = updates.group(i);
                    alloc.jobModifyIndex = jobs.get(jobRow).jobModifyIndex;
                    if (alloc.deployment != deployment) {
                        alloc.deployment = deployment;
                        alloc.health = Health.UNSET;
                        alloc.canary = false;
                    }
                }
                case FOLLOW_UP -> alloc.followUp = updates.followUp(i) + 1_000L;
                case DISCONNECT -> {
                    client(alloc.row, ClientStatus.UNKNOWN);
                    alloc.recorded.add(ClientStatus.UNKNOWN);
                    alloc.recordedMs.add(now);
                }
                case RECONNECT -> {
                    alloc.recorded.add(alloc.client);
                    alloc.recordedMs.add(now);
                }
                case NO_PLACEMENT -> alloc.noPlacement = true;
            }
        }
    }

    private void applyPlacements(final int jobRow, final int deployment) {
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            final Alloc alloc = new Alloc();
            alloc.row = allocs.size();
            alloc.job = jobRow;
            alloc.node = placements.node(i);
            alloc.spec = placements.spec(i);
            alloc.group = placements.group(i);
            alloc.nameIndex = placements.nameIndex(i);
            alloc.jobModifyIndex = specModifyIndexes.get((int) alloc.spec - 1);
            alloc.modifyMs = now;
            alloc.canary = placements.isCanary(i);
            alloc.deployment = placements.isInDeployment(i) ? deployment : NULL_ROW;
            alloc.previous = placements.previous(i);
            alloc.score = placements.score(i);
            alloc.cpu = placements.cpuMhz(i);
            alloc.memory = placements.memoryMb(i);
            alloc.disk = placements.diskMb(i);
            alloc.ports = new int[placements.portLimit(i) - placements.portFirst(i)];
            alloc.portAddresses = new int[alloc.ports.length];
            for (int p = 0; p < alloc.ports.length; p++) {
                alloc.ports[p] = placements.portValue(placements.portFirst(i) + p);
                alloc.portAddresses[p] = placements.portAddress(placements.portFirst(i) + p);
                fleet.ports().take(alloc.node, alloc.portAddresses[p], alloc.ports[p]);
            }
            alloc.cores = new int[placements.coreLimit(i) - placements.coreFirst(i)];
            for (int c = 0; c < alloc.cores.length; c++) {
                alloc.cores[c] = placements.core(placements.coreFirst(i) + c);
            }
            alloc.devices = new int[placements.deviceLimit(i) - placements.deviceFirst(i)];
            for (int d = 0; d < alloc.devices.length; d++) {
                alloc.devices[d] = placements.device(placements.deviceFirst(i) + d);
                fleet.devices().take(alloc.node, alloc.devices[d]);
            }
            if (alloc.previous != NULL_ROW) {
                allocs.get(alloc.previous).next = alloc.row;
                if (placements.isRescheduled(i)) {
                    alloc.reschedules.addAll(allocs.get(alloc.previous).reschedules);
                    alloc.reschedules.add(
                            new long[] {now, placements.rescheduleDelayMs(i), allocs.get(alloc.previous).node});
                }
            }
            fleet.take(alloc.node, alloc.cpu, alloc.memory, alloc.disk, alloc.cores.length);
            allocs.add(alloc);
            jobs.get(jobRow).allocs.add(alloc.row);
            allocsByNode.get(alloc.node).add(alloc.row);
            csi.take(alloc.row, volumes(alloc));
        }
    }

    /** The node reports a status. */
    void client(final int row, final ClientStatus status) {
        final Alloc alloc = allocs.get(row);
        final boolean held = !Trial.isClientTerminal(alloc.client);
        alloc.client = status;
        alloc.modifyMs = now;
        if (held && Trial.isClientTerminal(status)) {
            alloc.finishedMs = now;
            fleet.release(alloc.node, alloc.cpu, alloc.memory, alloc.disk, alloc.cores.length);
            for (int i = 0; i < alloc.ports.length; i++) {
                fleet.ports().release(alloc.node, alloc.portAddresses[i], alloc.ports[i]);
            }
            for (final int device : alloc.devices) {
                fleet.devices().release(alloc.node, device);
            }
            allocsByNode.get(alloc.node).remove((Integer) row);
            csi.release(row);
        }
    }

    /** What an allocation asked for. */
    List<SpecBuilder.Volume> volumes(final Alloc alloc) {
        return specVolumes.get((int) alloc.spec - 1).get(alloc.group);
    }

    @Override
    public CsiView csi() {
        return csi;
    }

    List<Alloc> live(final int job) {
        return jobs.get(job).allocs.stream()
                .map(allocs::get)
                .filter(alloc -> alloc.desired == DesiredStatus.RUN && !Trial.isClientTerminal(alloc.client))
                .toList();
    }

    /** The plan and the allocations in words, for messages. */
    String describe() {
        final StringBuilder words = new StringBuilder();
        for (int i = 0; i < plan.stops().count(); i++) {
            words.append("stop ")
                    .append(plan.stops().alloc(i))
                    .append(' ')
                    .append(plan.stops().reason(i));
            words.append(' ').append(plan.stops().clientStatus(i)).append('\n');
        }
        for (int i = 0; i < plan.updates().count(); i++) {
            words.append("update ").append(plan.updates().alloc(i)).append(' ');
            words.append(plan.updates().kind(i)).append('\n');
        }
        for (int i = 0; i < plan.placements().count(); i++) {
            words.append("place [").append(plan.placements().nameIndex(i)).append("] on ");
            words.append(plan.placements().node(i)).append(" for ");
            words.append(plan.placements().previous(i)).append('\n');
        }
        words.append("deployment created=").append(plan.deployment().isCreated());
        words.append(" groups=").append(plan.deployment().groupCount());
        words.append(" updates=").append(plan.deployment().updateCount()).append('\n');
        for (final Alloc alloc : allocs) {
            words.append(alloc.row)
                    .append(" [")
                    .append(alloc.nameIndex)
                    .append("] node ")
                    .append(alloc.node);
            words.append(' ').append(fleet.nodeStatus(alloc.node)).append(fleet.isReady(alloc.node) ? " ready " : " ");
            words.append(alloc.desired)
                    .append(' ')
                    .append(alloc.client)
                    .append(" transition ")
                    .append(alloc.transition);
            words.append(" spec ").append(alloc.spec).append(" deployment ").append(alloc.deployment);
            words.append(' ')
                    .append(alloc.health)
                    .append(alloc.canary ? " canary" : "")
                    .append(" next ");
            words.append(alloc.next).append(" recorded ").append(alloc.recorded).append(" followUp ");
            words.append(alloc.followUp).append('\n');
        }
        return words.toString();
    }

    static UnsafeBuffer text(final String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private Alloc at(final int alloc) {
        return allocs.get(alloc);
    }

    @Override
    public long nowMs() {
        return now;
    }

    @Override
    public JobView jobs() {
        return jobView;
    }

    @Override
    public AllocView allocs() {
        return allocView;
    }

    @Override
    public DeploymentView deployments() {
        return deploymentView;
    }

    @Override
    public SchedulerConfigView config() {
        return this;
    }

    @Override
    public boolean isSpreadAlgorithm(final int pool) {
        return spreading;
    }

    @Override
    public boolean isMemoryOversubscribed(final int pool) {
        return false;
    }

    @Override
    public boolean preempts(final JobType type) {
        return preempting;
    }

    private final class Jobs implements JobView {
        @Override
        public boolean isLive(final int job) {
            return jobs.get(job).live;
        }

        @Override
        public long spec(final int job) {
            return jobs.get(job).specs.get(jobs.get(job).specs.size() - 1);
        }

        @Override
        public long specVersion(final long spec) {
            return specVersions.get((int) spec - 1);
        }

        @Override
        public void wrapSpec(final long spec, final DirectBuffer view) {
            view.wrap(specs.get((int) spec - 1));
        }

        @Override
        public long createIndex(final int job) {
            return jobs.get(job).createIndex;
        }

        @Override
        public long jobModifyIndex(final int job) {
            return jobs.get(job).jobModifyIndex;
        }

        @Override
        public long promotedSpec(final int job) {
            return jobs.get(job).promotedSpec;
        }

        @Override
        public int latestDeployment(final int job) {
            return jobs.get(job).deployment;
        }

        @Override
        public int firstAlloc(final int job) {
            return jobs.get(job).allocs.isEmpty()
                    ? NULL_ROW
                    : jobs.get(job).allocs.get(0);
        }
    }

    private final class Deployments implements DeploymentView {
        @Override
        public DeploymentStatus status(final int deployment) {
            return deployments.get(deployment).status;
        }

        @Override
        public long jobVersion(final int deployment) {
            return specVersions.get((int) deployments.get(deployment).spec - 1);
        }

        @Override
        public long jobCreateIndex(final int deployment) {
            return jobs.get(deployments.get(deployment).job).createIndex;
        }

        @Override
        public long spec(final int deployment) {
            return deployments.get(deployment).spec;
        }

        @Override
        public boolean hasGroup(final int deployment, final int group) {
            return deployments.get(deployment).groups.containsKey(group);
        }

        @Override
        public boolean isPromoted(final int deployment, final int group) {
            return deployments.get(deployment).groups.get(group)[2] == 1;
        }

        @Override
        public int desiredTotal(final int deployment, final int group) {
            return deployments.get(deployment).groups.get(group)[0];
        }

        @Override
        public int desiredCanaries(final int deployment, final int group) {
            return deployments.get(deployment).groups.get(group)[1];
        }

        @Override
        public int healthyAllocs(final int deployment, final int group) {
            return count(deployment, group, Health.HEALTHY);
        }

        @Override
        public int unhealthyAllocs(final int deployment, final int group) {
            return count(deployment, group, Health.UNHEALTHY);
        }

        private int count(final int deployment, final int group, final Health health) {
            return (int) allocs.stream()
                    .filter(alloc -> alloc.deployment == deployment && alloc.group == group && alloc.health == health)
                    .count();
        }
    }

    private final class Allocs implements AllocView {
        @Override
        public long idHigh(final int alloc) {
            return alloc + 1L;
        }

        @Override
        public long idLow(final int alloc) {
            return alloc;
        }

        @Override
        public int job(final int alloc) {
            return at(alloc).job;
        }

        @Override
        public int node(final int alloc) {
            return at(alloc).node;
        }

        @Override
        public long spec(final int alloc) {
            return at(alloc).spec;
        }

        @Override
        public int group(final int alloc) {
            return at(alloc).group;
        }

        @Override
        public int nameIndex(final int alloc) {
            return at(alloc).nameIndex;
        }

        @Override
        public long jobVersion(final int alloc) {
            return specVersions.get((int) at(alloc).spec - 1);
        }

        @Override
        public long jobCreateIndex(final int alloc) {
            return jobs.get(at(alloc).job).createIndex;
        }

        @Override
        public long jobModifyIndex(final int alloc) {
            return at(alloc).jobModifyIndex;
        }

        @Override
        public int priority(final int alloc) {
            return specPriorities.get((int) at(alloc).spec - 1);
        }

        @Override
        public long createIndex(final int alloc) {
            return alloc;
        }

        @Override
        public long modifyTimeMs(final int alloc) {
            return at(alloc).modifyMs;
        }

        @Override
        public DesiredStatus desiredStatus(final int alloc) {
            return at(alloc).desired;
        }

        @Override
        public int transition(final int alloc) {
            return at(alloc).transition;
        }

        @Override
        public ClientStatus clientStatus(final int alloc) {
            return at(alloc).client;
        }

        @Override
        public boolean hasRunSuccessfully(final int alloc) {
            return at(alloc).client == ClientStatus.COMPLETE;
        }

        @Override
        public long lastFinishedMs(final int alloc) {
            return at(alloc).finishedMs;
        }

        @Override
        public ClientStatus lastRecordedStatus(final int alloc) {
            return at(alloc).recorded.isEmpty()
                    ? ClientStatus.NULL_VAL
                    : at(alloc).recorded.get(at(alloc).recorded.size() - 1);
        }

        @Override
        public long lastRecordedMs(final int alloc, final ClientStatus status) {
            return at(alloc).recorded.lastIndexOf(status) < 0
                    ? 0
                    : at(alloc).recordedMs.get(at(alloc).recorded.lastIndexOf(status));
        }

        @Override
        public int deployment(final int alloc) {
            return at(alloc).deployment;
        }

        @Override
        public Health health(final int alloc) {
            return at(alloc).health;
        }

        @Override
        public boolean isCanary(final int alloc) {
            return at(alloc).canary;
        }

        @Override
        public int previous(final int alloc) {
            return at(alloc).previous;
        }

        @Override
        public int next(final int alloc) {
            return at(alloc).next;
        }

        @Override
        public boolean hasNext(final int alloc) {
            return at(alloc).next != NULL_ROW;
        }

        @Override
        public long followUpEvalHigh(final int alloc) {
            return at(alloc).followUp == 0 ? 0 : Mix.mix(at(alloc).followUp);
        }

        @Override
        public long followUpEvalLow(final int alloc) {
            return at(alloc).followUp;
        }

        @Override
        public int rescheduleCount(final int alloc) {
            return at(alloc).reschedules.size();
        }

        @Override
        public long rescheduleTimeMs(final int alloc, final int event) {
            return at(alloc).reschedules.get(event)[0];
        }

        @Override
        public long rescheduleDelayMs(final int alloc, final int event) {
            return at(alloc).reschedules.get(event)[1];
        }

        @Override
        public int reschedulePreviousNode(final int alloc, final int event) {
            return (int) at(alloc).reschedules.get(event)[2];
        }

        @Override
        public boolean hasNoPlacement(final int alloc) {
            return at(alloc).noPlacement;
        }

        @Override
        public long placementScore(final int alloc) {
            return at(alloc).score;
        }

        @Override
        public long startedMs(final int alloc) {
            return 0;
        }

        @Override
        public int cpuMhz(final int alloc) {
            return at(alloc).cpu;
        }

        @Override
        public int memoryMb(final int alloc) {
            return at(alloc).memory;
        }

        @Override
        public int diskMb(final int alloc) {
            return at(alloc).disk;
        }

        @Override
        public int coreCount(final int alloc) {
            return at(alloc).cores.length;
        }

        @Override
        public int core(final int alloc, final int index) {
            return at(alloc).cores[index];
        }

        @Override
        public int portCount(final int alloc) {
            return at(alloc).ports.length;
        }

        @Override
        public int port(final int alloc, final int index) {
            return at(alloc).ports[index];
        }

        @Override
        public int portAddress(final int alloc, final int index) {
            return at(alloc).portAddresses[index];
        }

        @Override
        public int deviceCount(final int alloc) {
            return at(alloc).devices.length;
        }

        @Override
        public int device(final int alloc, final int index) {
            return at(alloc).devices[index];
        }

        @Override
        public int nextOfJob(final int alloc) {
            return after(jobs.get(at(alloc).job).allocs, alloc);
        }

        @Override
        public int firstOnNode(final int node) {
            return allocsByNode.get(node).isEmpty()
                    ? NULL_ROW
                    : allocsByNode.get(node).get(0);
        }

        @Override
        public int nextOnNode(final int alloc) {
            return after(allocsByNode.get(at(alloc).node), alloc);
        }

        private int after(final List<Integer> rows, final int row) {
            final int at = java.util.Collections.binarySearch(rows, row);
            return at + 1 < rows.size() ? rows.get(at + 1) : NULL_ROW;
        }
    }
}
