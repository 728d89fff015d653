package io.drover.tools.cli.template;

/** A template that cannot be read or carried out. The message names the place. */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    TemplateException(final String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** A problem at a position of the text: {@code template: :LINE:COLUMN: …}. */
    static TemplateException at(final String text, final int offset, final String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new TemplateException("template: :" + line + ":" + (offset - lineStart) + ": " + problem);
    }

    /** A problem that is known by its line only, as all problems of reading are. */
    static TemplateException inLine(final String text, final int offset, final String problem) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return new TemplateException("template: :" + line + ": " + problem);
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
