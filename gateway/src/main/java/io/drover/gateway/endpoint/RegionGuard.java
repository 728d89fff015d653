package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;

/** Refuses requests that are meant for another region, as there is none. */
record RegionGuard(String region, Endpoint endpoint) implements Endpoint {
    @Override
    public boolean wantsBody() {
        return endpoint.wantsBody();
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String asked = call.param("region");
        if (!asked.isEmpty() && !asked.equals(region)) {
            throw new HttpProblem(500, "No path to region");
        }
        endpoint.handle(call);
    }
}
