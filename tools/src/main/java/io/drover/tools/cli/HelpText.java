package io.drover.tools.cli;

import java.util.List;

/** The help of one command, made from its declarations: usage, what it does, general options, own options. */
final class HelpText {
    private static final int WIDTH = 78;

    private HelpText() {}

    static String of(final String usage, final String summary, final Flags flags) {
        final StringBuilder text =
                new StringBuilder("Usage: ").append(Program.NAME).append(' ').append(usage);
        text.append("\n\n");
        wrap(text, summary, "  ", WIDTH);
        section(text, "General Options:", flags.general());
        section(text, "Options:", flags.own());
        return text.toString();
    }

    /** Appends the words of the text in lines of at most so many characters. */
    static void wrap(final StringBuilder out, final String text, final String indent, final int width) {
        int column = 0;
        for (final String word : text.split(" ")) {
            if (column == 0) {
                out.append(indent);
                column = indent.length();
            } else if (column + 1 + word.length() > width) {
                out.append('\n').append(indent);
                column = indent.length();
            } else {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
    }

    private static void section(final StringBuilder text, final String title, final List<Flag> flags) {
        if (flags.isEmpty()) {
            return;
        }
        text.append("\n\n").append(title);
        for (final Flag flag : flags) {
            text.append("\n\n  ").append(flag.usage()).append('\n');
            wrap(text, flag.help(), "    ", WIDTH);
        }
    }
}
