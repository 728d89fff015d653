package io.drover.tools.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs command lines within the test and keeps what they print. */
public final class Shell {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final String address;
    private String input = "";

    /** A shell whose commands ask the given server. */
    public Shell(final String address) {
        this.address = address;
    }

    public Shell input(final String text) {
        input = text;
        return this;
    }

    /** Runs a command of so many words with the server's address as its first flag. */
    public int run(final String command, final String... arguments) {
        final List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.add("-address=" + address);
        line.addAll(List.of(arguments));
        return runLine(line.toArray(new String[0]));
    }

    /** Runs a command line as it is. */
    public int runLine(final String... line) {
        out.reset();
        err.reset();
        final ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new Cli(new Ui(out, err, in, false)).run(List.of(line));
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
