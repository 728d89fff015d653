package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code operator api}: any request to the HTTP API, or the curl command for it. */
final class OperatorApiCommand extends ApiCommand {
    private static final int BODY_BYTES_MAX = 64 << 20;

    OperatorApiCommand() {
        super(
                "operator api",
                "[options] <path>",
                "Sends a request to the HTTP API with the usual address, token and certificates, and prints the answer's body."
                        + " What standard input has is the request's body.");
        flags.text("X", "method", "The method. Default = GET, or POST when there is a body.")
                .list("H", "name: value", "A header. May be given several times.")
                .text("filter", "expression", "Adds a filter to the request.")
                .bool("dryrun", "Prints a curl command instead of sending the request.")
                .bool("verbose", "Prints the request and the answer's status and headers to standard error.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final List<String[]> headers = new ArrayList<>();
        for (final String header : flags.list("H")) {
            final int colon = header.indexOf(':');
            if (colon < 1) {
                final String problem = "invalid value \"" + header
                        + "\" for flag -H: Headers must be in the form 'Key: Value' but found: \"" + header + '"';
                ui().error(problem);
                return fail("Error parsing flags: " + problem);
            }
            headers.add(new String[] {
                header.substring(0, colon).strip(), header.substring(colon + 1).strip()
            });
        }
        if (rest.isEmpty()) {
            return usageError("A path or URL is required");
        }
        if (rest.size() > 1) {
            return usageError("This command accepts exactly 1 argument: <path>");
        }
        final byte @Nullable [] body;
        try {
            body = body();
        } catch (final IOException e) {
            return fail("Error reading standard input: " + e.getMessage());
        }
        final String method = !flags.text("X").isEmpty() ? flags.text("X") : body == null ? "GET" : "POST";
        final String address = address(rest.get(0));
        return flags.isOn("dryrun") ? showCurl(method, headers, address, body) : send(method, headers, address, body);
    }

    private int send(
            final String method, final List<String[]> headers, final String address, final byte @Nullable [] body) {
        try (Answer answer = api().send(method, address, body, headers.toArray(new String[0][]))) {
            if (flags.isOn("verbose")) {
                ui().error("> " + method + ' ' + address + "\n< " + answer.status());
            }
            answer.body().transferTo(ui().out());
            return 0;
        } catch (final ApiException e) {
            return fail("Error performing request", e);
        } catch (final IOException e) {
            return fail("Error performing request: " + e.getMessage());
        }
    }

    private int showCurl(
            final String method, final List<String[]> headers, final String address, final byte @Nullable [] body) {
        final StringBuilder text = new StringBuilder("curl \\\n");
        if (flags.isOn("verbose")) {
            text.append("  --verbose \\\n");
        }
        if (!method.equals("GET") || body != null) {
            text.append("  -X ").append(method).append(" \\\n");
        }
        for (final String[] header : headers) {
            text.append("  -H '")
                    .append(header[0])
                    .append(": ")
                    .append(header[1])
                    .append("' \\\n");
        }
        if (!settings().token().isEmpty()) {
            text.append("  -H \"X-Nomad-Token: ${NOMAD_TOKEN}\" \\\n");
        }
        if (body != null) {
            text.append("  --data-binary @- \\\n");
        }
        ui().output(text.append("  ").append(address).toString());
        return 0;
    }

    private String address(final String given) throws ApiException {
        final String filter = flags.text("filter");
        final String query =
                filter.isEmpty() ? "" : new Query().with("filter", filter).toString();
        final String target;
        if (given.startsWith("http://") || given.startsWith("https://")) {
            target = given;
        } else {
            final String path = given.startsWith("/") ? given : '/' + given;
            target = api().settings().address() + path;
        }
        final String parameters = withSettings(query, target);
        return target.indexOf('?') >= 0 ? target + parameters.replaceFirst("^\\?", "&") : target + parameters;
    }

    /** Region and namespace of the flags, unless the path names them itself. */
    private String withSettings(final String filter, final String target) {
        final Query query = new Query();
        if (!target.contains("region=")) {
            query.with("region", settings().region());
        }
        if (!target.contains("namespace=")) {
            query.with("namespace", settings().namespace());
        }
        final String more = query.toString();
        return filter.isEmpty() ? more : filter + more.replaceFirst("^\\?", "&");
    }

    /** What standard input has, unless it is a terminal or there is nothing. */
    private byte @Nullable [] body() throws IOException {
        if (Ui.isTerminal(0)) {
            return null;
        }
        final byte[] bytes = ui().in().readNBytes(BODY_BYTES_MAX);
        return bytes.length == 0 ? null : bytes;
    }
}
