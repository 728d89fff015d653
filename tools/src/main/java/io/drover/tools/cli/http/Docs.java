package io.drover.tools.cli.http;

import io.drover.gateway.jobspec.json.JsonLimits;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads JSON into {@link Doc}s. */
public final class Docs {
    /** Lists of a large cluster are longer than any document that a server takes. */
    private static final JsonLimits LIMITS = new JsonLimits(512 << 20, 200, 50_000_000);

    private Docs() {}

    /** The only value of a stream, or an absent one when there is nothing. */
    public static Doc read(final InputStream in) throws IOException {
        return read(in.readNBytes(LIMITS.maxBytes()));
    }

    public static Doc read(final String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Doc read(final byte[] json) throws IOException {
        if (json.length == 0) {
            return Doc.ABSENT;
        }
        try {
            return Doc.of(JsonParser.parse(json, LIMITS));
        } catch (final JsonSyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
