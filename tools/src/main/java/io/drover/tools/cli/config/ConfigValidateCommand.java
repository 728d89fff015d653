package io.drover.tools.cli.config;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.agent.ConfigCheck;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigLoader;
import io.drover.tools.agent.config.ConfigTree;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code config validate}: what an agent would say about its configuration. Asks no server. */
final class ConfigValidateCommand extends ApiCommand {
    ConfigValidateCommand() {
        super(
                "config validate",
                "<config_path> [<config_path...>]",
                "Checks configuration files or folders of them, merged in the order given, without starting an agent. Exits with"
                        + " 0 when an agent would start with them.");
    }

    @Override
    protected int ask(final List<String> rest) {
        if (rest.isEmpty()) {
            return fail("Must specify at least one config file or directory");
        }
        final List<Path> paths = new ArrayList<>();
        final List<String> complaints = new ArrayList<>();
        for (final String path : rest) {
            paths.add(Path.of(path));
            final String complaint = complaint(path);
            if (complaint != null) {
                complaints.add(complaint);
            }
        }
        if (!complaints.isEmpty()) {
            return fail(list(complaints));
        }
        try {
            return check(ConfigLoader.load(paths, new JsonObject()));
        } catch (final ConfigException e) {
            return fail(list(List.of(e.getMessage())));
        }
    }

    /** What is wrong with one file or folder taken alone, or null. */
    private static @Nullable String complaint(final String path) {
        try {
            ConfigLoader.load(List.of(Path.of(path)), new JsonObject());
            return null;
        } catch (final ConfigException e) {
            return Program.isTerse() ? e.brief() : e.getMessage();
        }
    }

    private int check(final ConfigTree tree) throws ConfigException {
        final ConfigCheck check = ConfigCheck.of(tree);
        check.warnings().forEach(warning -> ui().error("WARNING: " + warning));
        if (!check.complaints().isEmpty()) {
            check.complaints().forEach(ui()::error);
            return fail("Configuration is invalid");
        }
        ui().output("Configuration is valid!");
        return 0;
    }

    private static String list(final List<String> complaints) {
        final StringBuilder text = new StringBuilder(
                complaints.size() == 1 ? "1 error occurred:" : complaints.size() + " errors occurred:");
        complaints.forEach(complaint -> text.append("\n\t* ").append(complaint));
        return text.append("\n\n").toString();
    }
}
