package io.drover.tools.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command with flags and a help text. Subclasses declare their flags when they are made and answer in {@link #execute};
 * this class parses the arguments and answers {@code -h} and wrong flags.
 */
public abstract class LocalCommand implements Command {
    protected final Flags flags = new Flags();
    private final String name;
    private final String arguments;
    private final String summary;
    private @Nullable Ui ui;

    /**
     * Describes the command.
     *
     * @param name the words that call it, such as {@code job run}.
     * @param arguments what follows, such as {@code [options] <path>}.
     * @param summary what it does, in sentences.
     */
    protected LocalCommand(final String name, final String arguments, final String summary) {
        this.name = name;
        this.arguments = arguments;
        this.summary = summary;
    }

    @Override
    public final int run(final List<String> given, final Ui target) {
        ui = target;
        final @Nullable List<String> rest;
        try {
            rest = takesAnyFlag() && !isHelp(given) ? given : flags.parse(given);
        } catch (final FlagException e) {
            target.error(e.getMessage());
            target.output(help());
            return usageExit();
        }
        if (rest == null) {
            target.output(help());
            return 0;
        }
        return start(rest, target);
    }

    /** Runs the command after its flags were read. */
    protected abstract int execute(List<String> rest);

    /** What happens between the flags and the command itself. */
    int start(final List<String> rest, final Ui target) {
        return execute(rest);
    }

    /** Whether flags that were not declared are passed on instead of being refused. */
    protected boolean takesAnyFlag() {
        return false;
    }

    private static boolean isHelp(final List<String> given) {
        return !given.isEmpty() && List.of("-h", "-help", "--help").contains(given.get(0));
    }

    /** The exit code for wrong usage. */
    protected int usageExit() {
        return 1;
    }

    /** Reports wrong arguments and where to read more. */
    protected final int usageError(final String problem) {
        ui().usageError(problem, name);
        return usageExit();
    }

    /** Reports a failure. */
    protected final int fail(final String problem) {
        ui().error(problem);
        return usageExit();
    }

    protected final Ui ui() {
        if (ui == null) {
            throw new IllegalStateException("not started");
        }
        return ui;
    }

    protected final String name() {
        return name;
    }

    private String help() {
        return HelpText.of(name + ' ' + arguments, summary, flags);
    }
}
