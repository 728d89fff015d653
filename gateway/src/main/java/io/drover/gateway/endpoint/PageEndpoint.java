package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import java.nio.charset.StandardCharsets;

/** {@code /ui/…}: a page that says that there is none yet. */
final class PageEndpoint implements Endpoint {
    static final String PATH = "/ui/";

    private static final String TEXT =
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Drover</title></head>"
                    + "<body><h1>Drover</h1><p>This build has no pages for browsers. The command line and the HTTP API below"
                    + " <code>/v1/</code> show everything.</p></body></html>\n";

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.reply("text/html; charset=utf-8", TEXT.getBytes(StandardCharsets.UTF_8));
    }
}
