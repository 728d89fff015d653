package io.drover.tools;

/**
 * Entry point of {@code bin/drover}. Looks at the first argument only, so that a short command loads few classes.
 */
public final class Main {
    private Main() {}

    public static void main(final String[] args) {
        final String name = System.getProperty("drover.name", "drover");
        if (args.length == 1 && ("version".equals(args[0]) || "-version".equals(args[0]) || "-v".equals(args[0]))) {
            System.out.println(Version.describe());
            return;
        }
        System.err.println("Usage: " + name + " version");
        System.exit(127);
    }
}
