package io.drover.tools.cli;

import java.util.List;

/** One command of the command line. A new instance is made for each run, on the main thread. */
public interface Command {
    /**
     * Runs the command to its end.
     *
     * @param arguments what follows the command's name.
     * @param ui where all text goes.
     * @return the exit code of the process.
     */
    int run(List<String> arguments, Ui ui);
}
