package io.drover.gateway.jobspec.hcl.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lays out a source of the native form as its users expect: two blanks for each level, equals signs and trailing comments of
 * neighbouring lines below each other, one blank around operators. Only blanks and tabs between tokens change; line breaks,
 * comments and texts stay as they are, so the result means the same, and laying it out again changes nothing.
 *
 * <pre>
 *   lead          assign        comment
 *   count         = 1           # a note     three cells of a line; assign and comment start in the
 *   long_name     = "x"         # another    same column in all lines of a run
 * </pre>
 *
 * <p>A bracket that stays open at the end of a line indents what follows by one level however many of them there are.
 */
public final class Formatter {

    private static final int INDENT = 2;

    private final String text;
    private final List<Line> lines = new ArrayList<>();

    /** A token and the blanks before it. */
    private static final class Piece {
        private final TokenType type;
        private final String text;
        private int blanks;

        Piece(final TokenType type, final String text, final int blanks) {
            this.type = type;
            this.text = text;
            this.blanks = blanks;
        }
    }

    private static final class Line {
        private final List<Piece> pieces;
        private final boolean startsInHeredoc;
        private int assignAt;
        private int commentAt;

        Line(final List<Piece> pieces, final boolean startsInHeredoc) {
            this.pieces = pieces;
            this.startsInHeredoc = startsInHeredoc;
            this.assignAt = pieces.size();
            this.commentAt = pieces.size();
        }

        boolean hasAssignment() {
            return assignAt < commentAt;
        }

        boolean hasComment() {
            return commentAt < pieces.size();
        }

        int width(final int from, final int to) {
            int width = 0;
            for (int i = from; i < to; i++) {
                width += pieces.get(i).blanks + SourceText.graphemeCount(pieces.get(i).text);
            }
            return width;
        }
    }

    private Formatter(final String text) {
        this.text = text;
    }

    /** Lays out a text. One that is no sound source is laid out as well as its tokens allow. */
    public static String format(final String text) {
        final Formatter formatter = new Formatter(text);
        formatter.split();
        formatter.indent();
        formatter.lines.forEach(Formatter::space);
        formatter.alignAssignments();
        formatter.alignComments();
        return formatter.written();
    }

    private void split() {
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        int heredocs = 0;
        boolean startsInHeredoc = false;
        for (final Token token : Lexer.tokens(text)) {
            if (token.type() == TokenType.END_OF_FILE) {
                break;
            }
            // A byte order mark before the first token is no blank: it is kept with the token.
            final int start = end == 0 && text.startsWith("\ufeff") ? 0 : token.start();
            final String body = token.type() == TokenType.NEWLINE ? "\n" : text.substring(start, token.end());
            pieces.add(new Piece(token.type(), body, start - end));
            end = token.end();
            heredocs += token.type() == TokenType.OPEN_HEREDOC ? 1 : token.type() == TokenType.CLOSE_HEREDOC ? -1 : 0;
            if (token.type() == TokenType.NEWLINE) {
                addLine(pieces, startsInHeredoc);
                pieces = new ArrayList<>();
                startsInHeredoc = heredocs > 0;
            }
        }
        if (!pieces.isEmpty()) {
            addLine(pieces, startsInHeredoc);
        }
    }

    private void addLine(final List<Piece> pieces, final boolean startsInHeredoc) {
        final Line line = new Line(pieces, startsInHeredoc);
        lines.add(line);
        final int count = pieces.size();
        final boolean isTerminated = pieces.get(count - 1).type == TokenType.NEWLINE;
        final int last = isTerminated ? count - 2 : count - 1;
        if (last > 0 && isTrailingComment(pieces.get(last), isTerminated)) {
            line.commentAt = last;
            line.assignAt = last;
        }
        for (int i = 1; i < line.commentAt; i++) {
            if (pieces.get(i).type == TokenType.EQUALS) {
                // An expression that goes on in the next line does not line up: its brackets would.
                if (netBrackets(pieces, i, line.commentAt) == 0) {
                    line.assignAt = i;
                }
                break;
            }
        }
    }

    private static boolean isTrailingComment(final Piece piece, final boolean isTerminated) {
        return piece.type == TokenType.COMMENT && (!isTerminated || !piece.text.startsWith("/*"));
    }

    private void indent() {
        final Deque<Integer> levels = new ArrayDeque<>();
        for (final Line line : lines) {
            final Piece first = line.pieces.get(0);
            if (first.type == TokenType.NEWLINE) {
                first.blanks = 0;
                continue;
            }
            final int net = netBrackets(line.pieces, 0, line.commentAt);
            if (net < 0) {
                close(-net, levels);
            }
            if (!line.startsInHeredoc) {
                first.blanks = INDENT * levels.size();
            }
            if (net > 0) {
                levels.push(net);
            }
        }
    }

    private static void close(final int count, final Deque<Integer> levels) {
        int left = count;
        while (left > 0 && !levels.isEmpty()) {
            final int opened = levels.pop();
            if (opened > left) {
                levels.push(opened - left);
            }
            left -= opened;
        }
    }

    private static int netBrackets(final List<Piece> pieces, final int from, final int to) {
        int net = 0;
        for (int i = from; i < to; i++) {
            net += Spacing.bracketChange(pieces.get(i).type);
        }
        return net;
    }

    private static void space(final Line line) {
        for (int i = 1; i < line.pieces.size(); i++) {
            final Piece left = line.pieces.get(i - 1);
            final Piece right = line.pieces.get(i);
            final TokenType before =
                    i > 1 && i - 1 != line.assignAt ? line.pieces.get(i - 2).type : TokenType.END_OF_FILE;
            final boolean isIn = left.type == TokenType.IDENTIFIER && left.text.equals("in");
            final boolean isCell = i == line.assignAt || i == line.commentAt;
            // Without the blank, 0 .1 would become one number.
            final boolean isApart = left.type == TokenType.NUMBER && right.type == TokenType.DOT && right.blanks > 0;
            right.blanks = isCell || isApart || Spacing.isWanted(before, left.type, isIn, right.type) ? 1 : 0;
        }
    }

    private void alignAssignments() {
        int start = 0;
        while (start < lines.size()) {
            int end = start;
            int widest = 0;
            while (end < lines.size() && lines.get(end).hasAssignment()) {
                widest = Math.max(widest, lines.get(end).width(0, lines.get(end).assignAt));
                end++;
            }
            for (final Line line : lines.subList(start, end)) {
                line.pieces.get(line.assignAt).blanks = widest - line.width(0, line.assignAt) + 1;
            }
            start = end + 1;
        }
    }

    private void alignComments() {
        int start = 0;
        while (start < lines.size()) {
            int end = start;
            int widest = 0;
            while (end < lines.size() && lines.get(end).hasComment()) {
                widest = Math.max(widest, lines.get(end).width(0, lines.get(end).commentAt));
                end++;
            }
            for (final Line line : lines.subList(start, end)) {
                line.pieces.get(line.commentAt).blanks = widest - line.width(0, line.commentAt) + 1;
            }
            start = end + 1;
        }
    }

    private String written() {
        final StringBuilder result = new StringBuilder(text.length() + text.length() / 8);
        for (final Line line : lines) {
            for (final Piece piece : line.pieces) {
                result.append(" ".repeat(piece.blanks)).append(piece.text);
            }
        }
        return result.toString();
    }
}
