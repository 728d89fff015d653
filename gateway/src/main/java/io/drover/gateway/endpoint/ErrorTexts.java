package io.drover.gateway.endpoint;

import java.util.List;

/** Several errors as one text, in the layout that clients know. */
final class ErrorTexts {
    private ErrorTexts() {}

    static String list(final List<String> errors) {
        final StringBuilder text = new StringBuilder();
        text.append(errors.size() == 1 ? "1 error occurred:" : errors.size() + " errors occurred:");
        errors.forEach(error -> text.append("\n\t* ").append(error));
        return text.append("\n\n").toString();
    }
}
