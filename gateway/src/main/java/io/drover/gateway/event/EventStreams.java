package io.drover.gateway.event;

import io.drover.gateway.acl.Access;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;

/** Opens streams of events for requests. */
public final class EventStreams {
    private static final int READERS_MAX = 512;

    private final EventHub hub;
    private final Access access;
    private final boolean isEnabled;

    /**
     * Opens streams.
     *
     * @param isEnabled false where the configuration wants none.
     */
    public EventStreams(final EventHub hub, final Access access, final boolean isEnabled) {
        this.hub = hub;
        this.access = access;
        this.isEnabled = isEnabled;
    }

    /** Streams events to the call until it ends. */
    public void open(final Call call) throws HttpProblem {
        final long index = index(call.param("index"));
        final EventFilter filter = EventFilter.parse(call.params("topic"), call.namespace());
        if (!isEnabled) {
            throw new HttpProblem(500, "EventBroker not configured");
        }
        if (hub.readerCount() >= READERS_MAX) {
            throw new HttpProblem(429, "too many readers follow the events of this server; retry later");
        }
        new EventReader(hub, access, call, filter, index).start();
    }

    private static long index(final String text) throws HttpProblem {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(400, "Unable to parse index: strconv.Atoi: parsing \"" + text + "\": invalid syntax");
        }
    }
}
