package io.drover.agent.api;

/** Reads query parameters and says what is wrong with them in the words that clients know. */
final class Parameters {
    private Parameters() {}

    /** A decimal number; {@code missingValue} when it is absent or empty. */
    static long number(final ClientRequest request, final String name, final long missingValue, final int errorStatus)
            throws ApiException {
        final String text = request.text(name);
        return text.isEmpty() ? missingValue : requiredNumber(request, name, errorStatus);
    }

    /** A decimal number that must be there. */
    static long requiredNumber(final ClientRequest request, final String name, final int errorStatus)
            throws ApiException {
        final String text = request.text(name);
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw new ApiException(
                    errorStatus,
                    "error parsing " + name + ": strconv.ParseInt: parsing " + quoted(text) + ": invalid syntax");
        }
    }

    static boolean bool(
            final ClientRequest request, final String name, final boolean missingValue, final int errorStatus)
            throws ApiException {
        final String text = request.text(name);
        return switch (text) {
            case "" -> missingValue;
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                throw new ApiException(
                        errorStatus,
                        "failed to parse " + name + " field to boolean: strconv.ParseBool: parsing " + quoted(text)
                                + ": invalid syntax");
        };
    }

    /** Whether offsets count from the end. */
    static boolean isFromEnd(final ClientRequest request) throws ApiException {
        return switch (request.text("origin")) {
            case "", "start" -> false;
            case "end" -> true;
            default -> throw new ApiException(400, "origin must be start or end");
        };
    }

    static String quoted(final String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
