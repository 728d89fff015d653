package io.drover.tools.cli;

import io.drover.tools.Version;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the command that the arguments name and runs it. The longest run of leading words that is a command wins, so that
 * {@code node pool list} is not taken for {@code node}.
 */
public final class Cli {
    /** What shells answer for a command that does not exist. */
    private static final int NO_COMMAND = 127;

    /** What shells answer for a program that wrote to a reader which had gone. */
    private static final int NO_READER = 128 + 13;

    private static final int WORDS_MAX = 4;

    private final Ui ui;

    public Cli(final Ui ui) {
        this.ui = ui;
    }

    /** Runs the command line and returns the exit code of the process. */
    public static int run(final String[] arguments) {
        return new Cli(Ui.standard()).run(Arrays.asList(arguments));
    }

    /** Runs one command line. Ends quietly when nobody reads its output any more. */
    public int run(final List<String> arguments) {
        try {
            return answer(arguments);
        } catch (final OutputClosedException e) {
            return NO_READER;
        }
    }

    private int answer(final List<String> arguments) {
        if (arguments.isEmpty()) {
            ui.error(CommandTable.help());
            return NO_COMMAND;
        }
        switch (arguments.get(0)) {
            case "-v", "-version", "--version" -> {
                ui.output(Version.describe());
                return 0;
            }
            case "-h", "-help", "--help" -> {
                ui.output(CommandTable.help());
                return 0;
            }
            default -> {
                return dispatch(arguments);
            }
        }
    }

    private int dispatch(final List<String> arguments) {
        for (int count = Math.min(wordCount(arguments), WORDS_MAX); count > 0; count--) {
            final String name = String.join(" ", arguments.subList(0, count));
            final @Nullable Command command = CommandTable.command(name, ui);
            if (command != null) {
                return command.run(arguments.subList(count, arguments.size()), ui);
            }
            final @Nullable String help = CommandTable.groupHelp(name);
            if (help != null) {
                return showGroup(help, arguments.subList(count, arguments.size()));
            }
        }
        ui.error(CommandTable.help());
        return NO_COMMAND;
    }

    private int showGroup(final String help, final List<String> rest) {
        if (!rest.isEmpty() && isHelpFlag(rest.get(0))) {
            ui.output(help);
            return 0;
        }
        ui.error(help);
        return 1;
    }

    private static boolean isHelpFlag(final String argument) {
        return argument.equals("-h") || argument.equals("-help") || argument.equals("--help");
    }

    private static int wordCount(final List<String> arguments) {
        int count = 0;
        while (count < arguments.size() && !arguments.get(count).startsWith("-")) {
            count++;
        }
        return count;
    }
}
