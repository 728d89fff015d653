package io.drover.tools;

import io.drover.tools.cli.Cli;

/** Entry point of {@code bin/drover}. */
public final class Main {
    private Main() {}

    public static void main(final String[] args) {
        System.exit(Cli.run(args));
    }
}
