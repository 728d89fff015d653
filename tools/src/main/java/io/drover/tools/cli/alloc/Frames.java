package io.drover.tools.cli.alloc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes the bytes out of a stream of frames: JSON objects one after the other whose {@code Data} is base64. */
final class Frames {
    private Frames() {}

    static void copy(final InputStream in, final OutputStream out) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("Data")) {
                    if (parser.nextToken() == JsonToken.VALUE_STRING) {
                        out.write(parser.getBinaryValue());
                        out.flush();
                    }
                }
            }
        }
    }
}
