package io.drover.gateway.endpoint;

import io.drover.gateway.event.EventHub;
import io.drover.gateway.event.EventStreams;
import io.drover.gateway.event.JobLookup;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.JobView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/event/stream}: what changes, as it changes, on this very server. */
final class EventEndpoint implements Endpoint {
    static final String PATH = "/v1/event/stream";

    private final EventStreams streams;

    EventEndpoint(final GatewayContext context) {
        final JsonObject configured = context.agent().config().object("Server");
        final JsonObject server = configured == null ? new JsonObject() : configured;
        final EventHub hub =
                new EventHub(context.core(), new Lookup(context), (int) Math.max(1, server.number("EventBufferSize")));
        context.core().addListener(hub);
        streams = new EventStreams(hub, context.access(), server.flag("EnableEventBroker"));
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        streams.open(call);
    }

    private record Lookup(GatewayContext context) implements JobLookup {
        @Override
        public CompletableFuture<Function<AllocView, @Nullable JobView>> of(final List<AllocView> allocs) {
            return AllocJobs.load(context.core(), allocs).thenApply(jobs -> jobs::of);
        }

        @Override
        public CompletableFuture<String> signingKeyId() {
            return context.keys().activeId();
        }
    }
}
