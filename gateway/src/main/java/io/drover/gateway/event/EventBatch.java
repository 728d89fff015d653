package io.drover.gateway.event;

import java.util.List;

/**
 * All events of one step.
 *
 * @param number counts batches since the hub began to read; without gaps.
 * @param index of the step.
 */
record EventBatch(long number, long index, List<Event> events) {
    int footprint() {
        int bytes = 64;
        for (final Event event : events) {
            bytes += event.footprint();
        }
        return bytes;
    }
}
