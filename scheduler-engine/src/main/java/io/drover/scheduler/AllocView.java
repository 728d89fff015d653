package io.drover.scheduler;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.Health;

/**
 * Allocations by row. Times are milliseconds since the epoch, 0 meaning never.
 */
public interface AllocView {
    long idHigh(int alloc);

    long idLow(int alloc);

    /** The job, a purged one included. */
    int job(int alloc);

    /** The node, or {@link StateView#NULL_ROW} when it is not known any more. */
    int node(int alloc);

    /** Spec of the job version that the allocation runs. */
    long spec(int alloc);

    /** Index of its group in that spec. */
    int group(int alloc);

    /** The n of {@code job.group[n]}. */
    int nameIndex(int alloc);

    long jobVersion(int alloc);

    /** Create index of the incarnation of the job that the allocation belongs to. */
    long jobCreateIndex(int alloc);

    /** {@link JobView#jobModifyIndex} of the job version that the allocation runs. */
    long jobModifyIndex(int alloc);

    /** Priority of the job version that the allocation runs. */
    int priority(int alloc);

    long createIndex(int alloc);

    long modifyTimeMs(int alloc);

    DesiredStatus desiredStatus(int alloc);

    /** Bits of {@code DesiredTransition}; see {@link Transitions}. */
    int transition(int alloc);

    ClientStatus clientStatus(int alloc);

    /** Whether the allocation ended and each of its tasks did so without failure. */
    boolean hasRunSuccessfully(int alloc);

    /** When the last of its tasks finished. */
    long lastFinishedMs(int alloc);

    /** Status of the last entry of the recorded client status transitions; {@code NULL_VAL} when there is none. */
    ClientStatus lastRecordedStatus(int alloc);

    /** When the last recorded transition to this status happened. */
    long lastRecordedMs(int alloc, ClientStatus status);

    int deployment(int alloc);

    Health health(int alloc);

    boolean isCanary(int alloc);

    /** The allocation that it replaced, or {@link StateView#NULL_ROW} when there was none or it is gone. */
    int previous(int alloc);

    /** The allocation that replaced it, or {@link StateView#NULL_ROW} when there is none or it is gone. */
    int next(int alloc);

    /** Whether it was replaced, even when the replacement is gone. */
    boolean hasNext(int alloc);

    /** Id of the evaluation that will reconsider it; both halves 0 for none. */
    long followUpEvalHigh(int alloc);

    long followUpEvalLow(int alloc);

    /** Events of the reschedule tracker, oldest first. */
    int rescheduleCount(int alloc);

    long rescheduleTimeMs(int alloc, int event);

    long rescheduleDelayMs(int alloc, int event);

    /** Node of the allocation that the event replaced, or {@link StateView#NULL_ROW} when it is not known any more. */
    int reschedulePreviousNode(int alloc, int event);

    /** Whether the last attempt to reschedule it found no place. */
    boolean hasNoPlacement(int alloc);

    /** The normalized score that it was placed with, fixed point 2^-32; 0 when not kept. */
    long placementScore(int alloc);

    /** When its leader task, or its oldest running task, started. */
    long startedMs(int alloc);

    // What it holds, as the placement in the plan said.

    int cpuMhz(int alloc);

    int memoryMb(int alloc);

    int diskMb(int alloc);

    int coreCount(int alloc);

    int core(int alloc, int index);

    int portCount(int alloc);

    int port(int alloc, int index);

    /** String id of the address that the port is bound to. */
    int portAddress(int alloc, int index);

    /** Instances of devices. */
    int deviceCount(int alloc);

    /** String id of the key of an instance, as the fleet has it. */
    int device(int alloc, int index);

    // Lists.

    /** The next allocation of the same job in the order of creation, or {@link StateView#NULL_ROW}. */
    int nextOfJob(int alloc);

    /** First of the allocations of a node that are not client-terminal, in the order of creation. */
    int firstOnNode(int node);

    /** The next allocation of the same node that is not client-terminal, or {@link StateView#NULL_ROW}. */
    int nextOnNode(int alloc);
}
