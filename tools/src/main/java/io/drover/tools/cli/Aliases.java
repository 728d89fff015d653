package io.drover.tools.cli;

/** Other names of commands: short ones that stay, and old ones that say so when they are used. */
final class Aliases {
    private static final int WARNING_WIDTH = 78;

    private Aliases() {}

    /** The command behind a name, or the name itself. Old names print a warning. */
    static String target(final String name, final Ui ui) {
        final String old = deprecated(name);
        if (!old.isEmpty()) {
            warn(name, old, ui);
            return old;
        }
        return switch (name) {
            case "action" -> "job action";
            case "alloc-status" -> "alloc status";
            case "debug" -> "operator debug";
            case "eval-status" -> "eval status";
            case "exec" -> "alloc exec";
            case "fs" -> "alloc fs";
            case "init" -> "job init";
            case "inspect" -> "job inspect";
            case "logs" -> "alloc logs";
            case "node-drain" -> "node drain";
            case "node-status" -> "node status";
            case "plan" -> "job plan";
            case "run" -> "job run";
            case "start" -> "job start";
            case "stop" -> "job stop";
            case "validate" -> "job validate";
            default -> name;
        };
    }

    private static String deprecated(final String name) {
        return switch (name) {
            case "client-config" -> "node config";
            case "server-force-leave" -> "server force-leave";
            case "server-join" -> "server join";
            case "server-members" -> "server members";
            default -> "";
        };
    }

    private static void warn(final String name, final String target, final Ui ui) {
        final StringBuilder text = new StringBuilder();
        HelpText.wrap(
                text,
                "WARNING! The \"" + Program.NAME + ' ' + name + "\" command is deprecated. Please use \"" + Program.NAME
                        + ' ' + target + "\" instead. This command will be removed a later version of Nomad.",
                "",
                WARNING_WIDTH);
        ui.error(text.append('\n').toString());
    }
}
