package io.drover.gateway.jobspec.json;

/** Finds its way in compact JSON text that {@link JsonWriter} wrote, without reading values. */
public final class JsonText {
    private JsonText() {}

    /** Position behind the closing quote of the string that opens at the position. */
    public static int endOfString(final byte[] json, final int start) {
        int at = start + 1;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** Position behind the value that begins at the position: that of a comma, of a closing bracket, or the end. */
    public static int endOfValue(final byte[] json, final int start) {
        int depth = 0;
        int at = start;
        while (at < json.length) {
            switch (json[at]) {
                case '"' -> {
                    at = endOfString(json, at);
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return at;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
            at++;
        }
        return at;
    }
}
