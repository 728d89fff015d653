package io.drover.agent.driver;

import java.util.List;

/**
 * A program that is to run beside a task.
 *
 * @param command program and arguments, at least the program.
 * @param isTerminal whether it gets a terminal; its two outputs are one then.
 */
public record ExecRequest(List<String> command, boolean isTerminal) {
    /** Copies the words. */
    public ExecRequest {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command has at least one word");
        }
    }
}
