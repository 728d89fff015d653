package io.drover.agent.template.lang;

/** A template that cannot be read or carried out. The message names the place, in the words of the reference. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    TemplateException(final String message) {
        super(message, null, false, false);
    }

    /** A problem of reading, which is known by its line. */
    static TemplateException reading(final String text, final int offset, final String problem) {
        return new TemplateException("template: :" + line(text, offset) + ": " + problem);
    }

    /** A problem of carrying out, which is known by line and column. */
    static TemplateException running(
            final String text, final int offset, final String template, final String source, final String problem) {
        final int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        return new TemplateException("template: :" + line(text, offset) + ":" + (offset - lineStart) + ": executing \""
                + template + "\" at <" + source + ">: " + problem);
    }

    private static long line(final String text, final int offset) {
        return 1
                + text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
