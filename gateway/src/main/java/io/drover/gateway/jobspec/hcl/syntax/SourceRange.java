package io.drover.gateway.jobspec.hcl.syntax;

/**
 * A part of a source.
 *
 * @param source where it is
 * @param start offset of its first character
 * @param end offset after its last character
 */
public record SourceRange(SourceText source, int start, int end) {

    /** Returns the range from the start of this one to the end of another of the same source. */
    public SourceRange to(final SourceRange last) {
        return new SourceRange(source, start, Math.max(start, last.end));
    }

    /** Returns the text of this part. */
    public String text() {
        return source.text().substring(start, end);
    }

    /** Returns the line of the first character, from 1. */
    public int line() {
        return source.line(start);
    }

    /** Returns the column of the first character, from 1. */
    public int column() {
        return source.column(start);
    }

    /** Returns the line of the position after the last character, from 1. */
    public int endLine() {
        return source.line(end);
    }

    /** Returns the column of the position after the last character, from 1. */
    public int endColumn() {
        return source.column(end);
    }

    /** Returns {@code file:line,column-column}, or with a second line when the part spans several; zeros when it is in no file. */
    @Override
    public String toString() {
        if (source.name().isEmpty()) {
            return ":0,0-0";
        }
        final String last = endLine() == line() ? "" + endColumn() : endLine() + "," + endColumn();
        return source.name() + ":" + line() + "," + column() + "-" + last;
    }
}
