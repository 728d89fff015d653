package io.drover.agent.template.lang;

/** Texts inside script literals. */
final class ScriptText {
    private ScriptText() {}

    static String escape(final String text) {
        final StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\'' -> escaped.append("\\'");
                case '"' -> escaped.append("\\\"");
                case '<', '>', '&', '=' -> escaped.append(String.format("\\u%04X", c));
                default -> {
                    if (c < ' ' || Character.getType(c) == Character.UNASSIGNED) {
                        escaped.append(String.format("\\u%04X", c));
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
