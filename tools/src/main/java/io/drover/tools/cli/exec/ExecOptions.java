package io.drover.tools.cli.exec;

import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Ui;

/**
 * How a program is attached.
 *
 * @param isInput passes standard input on.
 * @param isTerminal gives the program a terminal.
 * @param escape the character that, at the start of a line and followed by a dot, ends the session; -1 for none.
 */
public record ExecOptions(boolean isInput, boolean isTerminal, int escape) {
    private static final int STANDARD_INPUT = 0;

    public static void declare(final Flags flags) {
        flags.boolOn("i", "Passes standard input on. Default = true.")
                .bool("t", "Gives the program a terminal. Default = true when standard input is one.")
                .text("e", "character", "~", "The escape character, or none. Default = ~.");
    }

    public static ExecOptions of(final Flags flags) throws FlagException {
        final boolean isTerminal = flags.isGiven("t") ? flags.isOn("t") : Ui.isTerminal(STANDARD_INPUT);
        if (isTerminal && !flags.isOn("i")) {
            throw new FlagException("-i must be enabled if running with tty");
        }
        final String escape = flags.text("e");
        if (escape.equals("none")) {
            return new ExecOptions(flags.isOn("i"), isTerminal, -1);
        }
        if (escape.length() != 1) {
            throw new FlagException("-e requires 'none' or a single character");
        }
        return new ExecOptions(flags.isOn("i"), isTerminal, escape.charAt(0));
    }
}
