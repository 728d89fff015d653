package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /v1/job/…}: finds out what of which job is asked for. Ids may contain slashes, so the known endings are looked for at the end
 * of the decoded path.
 */
final class JobEndpoint implements Endpoint {
    static final String PATH = "/v1/job/";

    /** One ending and what answers it. */
    @FunctionalInterface
    private interface Handler {
        void handle(Call call, String jobId) throws HttpProblem;
    }

    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final JobReads reads;
    private final JobWrites writes;
    private final JobRegistrar registrar;

    JobEndpoint(final GatewayContext context, final JobRegistrar registrar) {
        this.registrar = registrar;
        reads = new JobReads(context);
        writes = new JobWrites(context, registrar);
        final JobPlans plans = new JobPlans(context, registrar);
        handlers.put("/evaluate", writes::evaluate);
        handlers.put("/allocations", reads::allocations);
        handlers.put("/evaluations", reads::evaluations);
        handlers.put("/plan", plans::plan);
        handlers.put("/why", new Explanations(context)::job);
        handlers.put("/summary", reads::summary);
        handlers.put("/versions", new VersionReads(context)::versions);
        handlers.put("/revert", writes::revert);
        handlers.put("/deployments", reads::deployments);
        handlers.put("/deployment", reads::deployment);
        handlers.put("/stable", writes::stable);
        handlers.put("/scale", new JobScaling(context)::handle);
        final JobDispatches dispatches = new JobDispatches(context);
        handlers.put("/dispatch", dispatches::dispatch);
        handlers.put("/dispatch/payload", dispatches::dispatchPayload);
        handlers.put("/periodic/force", dispatches::force);
        handlers.put("/tag", new JobTags(context)::handle);
        handlers.put("/services", reads::services);
        handlers.put("/submission", reads::submission);
        handlers.put("/actions", reads::actions);
        handlers.put("/action", new ExecCalls(context)::action);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        for (final Map.Entry<String, Handler> entry : handlers.entrySet()) {
            if (rest.endsWith(entry.getKey())) {
                entry.getValue()
                        .handle(
                                call,
                                rest.substring(0, rest.length() - entry.getKey().length()));
                return;
            }
        }
        switch (call.method()) {
            case "GET" -> reads.job(call, rest);
            case "PUT", "POST" -> registrar.register(call, rest);
            case "DELETE" -> writes.deregister(call, rest);
            default -> throw HttpProblem.invalidMethod();
        }
    }
}
