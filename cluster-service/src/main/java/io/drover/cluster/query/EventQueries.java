package io.drover.cluster.query;

import io.drover.cluster.event.EventRecorder;

/** The rows that the last steps changed, from where the reader was on; a step is told wholly before the events end. */
final class EventQueries {
    private final EventRecorder events;
    private final Request request;
    private final PageBuilder page;

    EventQueries(final EventRecorder events, final Request request, final PageBuilder page) {
        this.events = events;
        this.request = request;
        this.page = page;
    }

    void events() {
        events.onRead();
        final long asked = request.hasCursor() ? request.cursorLong() : events.head();
        page.isFull(asked < events.head());
        long event = events.eventAt(asked);
        while (event < events.tail() && page.hasRoom()) {
            page.rows().putBytes(page.rowOffset(), events.buffer(), events.offset(event), events.length(event));
            page.keepRow(events.length(event));
            event = events.eventAt(events.next(event));
        }
        page.cursor(event).cursor(events.tail());
    }
}
