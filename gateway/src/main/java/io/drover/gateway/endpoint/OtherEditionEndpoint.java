package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;

/** What clients ask of another edition: quotas, policies written in Sentinel, recommendations. All of it is refused alike. */
final class OtherEditionEndpoint implements Endpoint {
    /** Paths that are refused; those that end with a slash with all below them. */
    static final String[] PATHS = {
        "/v1/quotas",
        "/v1/quota-usages",
        "/v1/quota",
        "/v1/quota/",
        "/v1/sentinel/policies",
        "/v1/sentinel/policy/",
        "/v1/recommendations",
        "/v1/recommendations/apply",
        "/v1/recommendation",
        "/v1/recommendation/",
    };

    @Override
    public void handle(final Call call) throws HttpProblem {
        throw new HttpProblem(501, "Nomad Enterprise only endpoint");
    }
}
