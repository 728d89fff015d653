package io.drover.tools.cli;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ui}: opens the web page of the cluster, or of what an identifier belongs to. */
final class UiCommand extends ApiCommand {
    private static final Map<String, String> PAGES =
            Map.of("jobs", "jobs/", "allocs", "allocations/", "nodes", "clients/");

    UiCommand() {
        super(
                "ui",
                "[options] <identifier>",
                "Opens the web page of the cluster, or the page of the job, allocation or node that the identifier, or the"
                        + " beginning of one, belongs to.");
        flags.bool("authenticate", "Signs in with a one-time token.")
                .bool("show-url", "Prints the address instead of opening it.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes no or one optional argument, [<identifier>]");
        }
        String path = rest.isEmpty() ? "" : "/ui/" + page(rest.get(0));
        if (flags.isOn("authenticate")) {
            path = (path.isEmpty() ? "/ui/" : path) + "?ott=" + oneTimeToken();
        }
        final String url = settings().address() + path;
        if (flags.isOn("show-url")) {
            ui().output("URL for web UI: " + url);
            return 0;
        }
        ui().output("Opening URL \"" + url + "\"");
        try {
            new ProcessBuilder("xdg-open", url).inheritIO().start();
            return 0;
        } catch (final IOException e) {
            return fail("Error opening URL: " + e.getMessage());
        }
    }

    private String oneTimeToken() throws ApiException {
        try {
            return api().call("POST", "/v1/acl/token/onetime", new Query(), null)
                    .get("OneTimeToken")
                    .text("OneTimeSecretID");
        } catch (final ApiException e) {
            throw ApiException.transport("Could not get one-time token: " + e.getMessage());
        }
    }

    private String page(final String id) throws ApiException {
        final Map<String, List<String>> found = new LinkedHashMap<>(search(id));
        found.keySet().retainAll(PAGES.keySet());
        if (found.getOrDefault("jobs", List.of()).contains(id)) {
            return PAGES.get("jobs") + Query.segment(id);
        }
        for (final Map.Entry<String, List<String>> entry : found.entrySet()) {
            return PAGES.get(entry.getKey()) + Query.segment(entry.getValue().get(0));
        }
        throw ApiException.transport("Unable to resolve ID: " + Quote.of(id));
    }

    private Map<String, List<String>> search(final String id) throws ApiException {
        final JsonObject request = new JsonObject().put("Prefix", id).put("Context", "all");
        final Map<String, List<String>> found = new LinkedHashMap<>();
        try {
            for (final Map.Entry<String, Doc> entry : api().put("/v1/search", new Query(), request)
                    .get("Matches")
                    .fields()
                    .entrySet()) {
                if (entry.getValue().size() > 0) {
                    found.put(entry.getKey(), entry.getValue().texts());
                }
            }
            return found;
        } catch (final ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            return new PrefixSearch(api()).find(id);
        }
    }
}
