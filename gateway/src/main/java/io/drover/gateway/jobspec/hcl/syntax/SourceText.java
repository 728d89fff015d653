package io.drover.gateway.jobspec.hcl.syntax;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named text whose offsets translate to lines and columns. Lines and columns count from 1, columns in user-perceived
 * characters. One thread at a time, as the line table is made on first use.
 */
public final class SourceText {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private final String name;
    private final String text;
    private final @Nullable SourceRange place;
    private int @Nullable [] lineStarts;

    /** Makes a source of a file name (or a description such as {@code <value for var.x from arguments>}) and its text. */
    public SourceText(final String name, final String text) {
        this(name, text, null);
    }

    private SourceText(final String name, final String text, final @Nullable SourceRange place) {
        this.name = name;
        this.text = text;
        this.place = place;
    }

    /**
     * Makes the text that a quoted part of another source stands for. Positions in it are those in the other source, as well
     * as they can be told when escapes were decoded.
     */
    public static SourceText inside(final SourceRange place, final String text) {
        return new SourceText(
                place.source().name(), text, new SourceRange(place.source(), place.start() + 1, place.end()));
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the text. */
    public String text() {
        return text;
    }

    /** Returns the line of an offset. */
    public int line(final int offset) {
        return place == null ? ownLine(offset) : place.line() + ownLine(offset) - 1;
    }

    private int ownLine(final int offset) {
        final int found = Arrays.binarySearch(lineStarts(), offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Returns the column of an offset. */
    public int column(final int offset) {
        final int line = ownLine(offset);
        final int before = place != null && line == 1 ? place.column() : 1;
        return before + graphemeCount(text.substring(lineStarts()[line - 1], offset));
    }

    /** Returns a line without its end. */
    public String lineText(final int line) {
        if (place != null) {
            return place.source().lineText(Math.min(line, place.endLine()));
        }
        final int[] starts = lineStarts();
        final int start = starts[line - 1];
        int end = line < starts.length ? starts[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Counts user-perceived characters. */
    public static int graphemeCount(final String text) {
        boolean isPlain = true;
        for (int i = 0; i < text.length() && isPlain; i++) {
            final char c = text.charAt(i);
            isPlain = c < 0x80 && c != '\r';
        }
        if (isPlain) {
            return text.length();
        }
        final Matcher matcher = GRAPHEME.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private int[] lineStarts() {
        int[] starts = lineStarts;
        if (starts == null) {
            int count = 1;
            for (int i = 0; i < text.length(); i++) {
                count += text.charAt(i) == '\n' ? 1 : 0;
            }
            starts = new int[count];
            int line = 1;
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '\n') {
                    starts[line++] = i + 1;
                }
            }
            lineStarts = starts;
        }
        return starts;
    }
}
