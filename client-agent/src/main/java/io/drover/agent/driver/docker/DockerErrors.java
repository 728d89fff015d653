package io.drover.agent.driver.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import io.drover.agent.driver.DriverException;
import java.io.IOException;

/** What the engine said went wrong, without the client library's wrapping. */
final class DockerErrors {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_LENGTH = 1000;

    private DockerErrors() {}

    /** One sentence. */
    static String text(final Throwable error) {
        if (error instanceof DockerException refused) {
            return "API error (" + refused.getHttpStatus() + "): " + message(String.valueOf(refused.getMessage()));
        }
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof IOException) {
            return "engine does not answer: " + shorten(String.valueOf(cause.getMessage()));
        }
        return shorten(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    /** A start error that a later try may not meet. */
    static DriverException recoverable(final String what, final Throwable error) {
        return new DriverException(what + ": " + text(error), true, error);
    }

    /** The library's message is {@code Status 404: {"message":"…"}}. */
    private static String message(final String text) {
        final int brace = text.indexOf('{');
        if (brace >= 0) {
            try {
                final JsonNode message = MAPPER.readTree(text.substring(brace)).path("message");
                if (message.isTextual()) {
                    return shorten(message.textValue().trim());
                }
            } catch (final IOException e) {
                return shorten(text);
            }
        }
        return shorten(text);
    }

    private static String shorten(final String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
