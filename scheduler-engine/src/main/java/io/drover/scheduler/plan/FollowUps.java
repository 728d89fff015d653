package io.drover.scheduler.plan;

import io.drover.sbe.common.EvalTrigger;
import java.util.Arrays;

/**
 * Evaluations to create now that wait for their time, by position in the plan.
 */
public final class FollowUps {
    private static final EvalTrigger[] TRIGGERS = EvalTrigger.values();

    private int count;
    private long[] waitUntilMs = new long[8];
    private byte[] triggers = new byte[8];

    void clear() {
        count = 0;
    }

    public int add(final EvalTrigger trigger, final long untilMs) {
        if (count == triggers.length) {
            waitUntilMs = Arrays.copyOf(waitUntilMs, count << 1);
            triggers = Arrays.copyOf(triggers, count << 1);
        }
        waitUntilMs[count] = untilMs;
        triggers[count] = (byte) trigger.ordinal();
        return count++;
    }

    public int count() {
        return count;
    }

    public EvalTrigger trigger(final int followUp) {
        return TRIGGERS[triggers[followUp]];
    }

    public long waitUntilMs(final int followUp) {
        return waitUntilMs[followUp];
    }
}
