package io.drover.gateway.explain;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.Bool;
import io.drover.sbe.snapshot.ExplainedVictimRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The allocations that would give way on a node which only lacks room.
 *
 * <p>Filled while rows are read.
 */
final class Eviction {
    private final List<Victim> victims = new ArrayList<>();
    private boolean isAllowed;
    private long score;

    /**
     * One of them.
     *
     * @param priority of its job.
     */
    private record Victim(
            UUID allocId,
            String namespace,
            String jobId,
            String group,
            int priority,
            int cpuMhz,
            int memoryMb,
            int diskMb) {
        JsonObject toJson() {
            return new JsonObject()
                    .put("AllocID", allocId.toString())
                    .put("Namespace", namespace)
                    .put("JobID", jobId)
                    .put("TaskGroup", group)
                    .put("Priority", priority)
                    .put("CPU", cpuMhz)
                    .put("MemoryMB", memoryMb)
                    .put("DiskMB", diskMb);
        }
    }

    void add(final ExplainedVictimRowDecoder row) {
        isAllowed = row.isAllowed() == Bool.YES;
        score = row.score();
        victims.add(new Victim(
                new UUID(row.allocId().high(), row.allocId().low()),
                row.namespace(),
                row.jobId(),
                row.group(),
                row.priority(),
                row.cpuMhz(),
                row.memoryMb(),
                row.diskMb()));
    }

    /** Whether there is anything to tell. */
    boolean isPossible() {
        return !victims.isEmpty();
    }

    /** Whether the cluster's configuration lets jobs of the type evict others. */
    boolean isAllowed() {
        return isAllowed;
    }

    /** What the node would be chosen by, scaled by 2^32. */
    long score() {
        return score;
    }

    JsonObject toJson() {
        final JsonArray list = new JsonArray();
        victims.forEach(victim -> list.add(victim.toJson()));
        return new JsonObject()
                .put("Allowed", isAllowed)
                .put("Score", NodeScore.number(score))
                .put("Allocations", list);
    }
}
