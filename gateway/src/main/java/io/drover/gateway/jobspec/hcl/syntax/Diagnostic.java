package io.drover.gateway.jobspec.hcl.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A problem in a source, told so that its author can mend it.
 *
 * @param severity whether it stops the work
 * @param summary a few words
 * @param detail one or more sentences
 * @param range where, or null when it is about nothing written
 * @param advice what could be written instead, only shown to people; may be empty
 */
public record Diagnostic(
        Severity severity,
        String summary,
        String detail,
        @Nullable SourceRange range,
        String advice) {

    private static final int SHOWN_WIDTH_MAX = 200;

    /** Whether a problem stops the work. */
    public enum Severity {
        /** The source is refused. */
        ERROR,
        /** The source is accepted. */
        WARNING
    }

    /** Makes an error. */
    public static Diagnostic error(final String summary, final String detail, final @Nullable SourceRange range) {
        return new Diagnostic(Severity.ERROR, summary, detail, range, "");
    }

    /** Makes a warning. */
    public static Diagnostic warning(final String summary, final String detail, final @Nullable SourceRange range) {
        return new Diagnostic(Severity.WARNING, summary, detail, range, "");
    }

    /** Returns the same problem with advice. */
    public Diagnostic withAdvice(final String words) {
        return new Diagnostic(severity, summary, detail, range, words);
    }

    /** Tells whether this stops the work. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Returns the name of the source, empty when there is no position. */
    public String file() {
        return range == null ? "" : range.source().name();
    }

    /** Returns the line from 1, zero when there is no position. */
    public int line() {
        return range == null ? 0 : range.line();
    }

    /** Returns the column from 1, zero when there is no position. */
    public int column() {
        return range == null ? 0 : range.column();
    }

    /** Returns the source line, empty when there is no position. */
    public String sourceLine() {
        return range == null ? "" : range.source().lineText(range.line());
    }

    /** Returns a line of blanks and {@code ^} that marks the problem when printed below the source line. */
    public String marker() {
        if (range == null) {
            return "";
        }
        final int start = range.column() - 1;
        final int lineLength = SourceText.graphemeCount(sourceLine());
        final int end = range.endLine() == range.line() ? range.endColumn() - 1 : lineLength;
        return " ".repeat(Math.min(start, SHOWN_WIDTH_MAX))
                + "^".repeat(Math.max(1, Math.min(end - start, SHOWN_WIDTH_MAX)));
    }

    /** Returns the message with its source line and marker, over several lines. */
    public String render() {
        final String end = advice.isEmpty() ? "" : "\n" + advice;
        if (range == null) {
            return summary + ": " + detail + end;
        }
        final String line = sourceLine();
        if (line.length() > SHOWN_WIDTH_MAX) {
            return this + end;
        }
        final String number = Integer.toString(line());
        final String gutter = " ".repeat(number.length()) + " | ";
        return file() + ":" + number + ":" + column() + ": " + summary + "\n"
                + number + " | " + line.replace('\t', ' ') + "\n"
                + gutter + marker() + "\n"
                + detail
                + end;
    }

    /** Returns the one-line form {@code file:line,column-column: summary; detail}. */
    @Override
    public String toString() {
        return (range == null ? "<nil>" : range.toString()) + ": " + summary + "; " + detail;
    }
}
