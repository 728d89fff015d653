package io.drover.gateway.jobspec.hcl.function;

/** Reads the lines of a literal or folded block. */
final class YamlBlock {

    private final YamlCursor in;
    private final boolean isFolded;
    private final int minIndent;
    private int indent;
    private final StringBuilder content = new StringBuilder();

    YamlBlock(final YamlCursor in, final boolean isFolded, final int indent, final int minIndent) {
        this.in = in;
        this.isFolded = isFolded;
        this.indent = indent;
        this.minIndent = minIndent;
    }

    /** Returns the text, its last line ends kept ({@code +}), dropped ({@code -}) or made one. */
    String read(final char chomping) {
        int emptyLines = 0;
        boolean isFirst = true;
        boolean wasSpaced = false;
        while (in.position() < in.text().length()) {
            final int start = in.position();
            final int newline = in.text().indexOf('\n', start);
            final int end = newline < 0 ? in.text().length() : newline;
            int blanks = start;
            while (blanks < end && in.text().charAt(blanks) == ' ') {
                blanks++;
            }
            if (blanks == end && (indent < 0 || blanks - start <= indent)) {
                emptyLines++;
                in.advance(end - start + 1);
                continue;
            }
            if (indent < 0) {
                indent = Math.max(blanks - start, minIndent);
            }
            if (blanks - start < indent || in.isAtEnd()) {
                break;
            }
            final String line = in.text().substring(start + indent, end);
            final boolean isSpaced = line.startsWith(" ") || line.startsWith("\t");
            if (isFirst) {
                content.append("\n".repeat(emptyLines));
            } else if (isFolded && !isSpaced && !wasSpaced) {
                content.append(emptyLines == 0 ? " " : "\n".repeat(emptyLines));
            } else {
                content.append("\n".repeat(emptyLines + 1));
            }
            content.append(line);
            isFirst = false;
            wasSpaced = isSpaced;
            emptyLines = 0;
            in.advance(end - start + 1);
        }
        final boolean isTerminated = in.position() == 0 || in.at(in.position() - 1) == '\n';
        if (chomping == '+') {
            content.append("\n".repeat(emptyLines + (isFirst || !isTerminated ? 0 : 1)));
        } else if (chomping != '-' && !isFirst && isTerminated) {
            content.append('\n');
        }
        return content.toString();
    }
}
