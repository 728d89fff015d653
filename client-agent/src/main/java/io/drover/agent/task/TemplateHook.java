package io.drover.agent.task;

import io.drover.agent.env.Interpolation;
import io.drover.agent.spec.TemplateSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the templates that are literal text. One that contains an action is refused with a sentence rather than written
 * wrongly.
 */
final class TemplateHook implements TaskHook {
    @Override
    public String name() {
        return "template";
    }

    @Override
    public boolean runsOnce() {
        return false;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        for (final TemplateSpec template : setup.spec().templates()) {
            final Interpolation names = setup.environment().interpolation();
            final String text = template.source().isEmpty() ? template.data() : read(setup, template, names);
            if (text.contains(template.leftDelimiter())) {
                throw TaskSetupException.killing(TaskEvents.killingBecause(
                        setup.nowNs(),
                        "Template failed: template actions are not supported yet (destination \""
                                + template.destination() + "\")"));
            }
            final Path target = inside(setup, names.text(template.destination()), "destination");
            write(template, text, target);
            if (template.env()) {
                setup.putEnv(parse(setup, text, target));
            }
        }
    }

    private static String read(final TaskSetup setup, final TemplateSpec template, final Interpolation names)
            throws TaskSetupException {
        final Path source = inside(setup, names.text(template.source()), "source");
        try {
            return Files.readString(source);
        } catch (final NoSuchFileException e) {
            throw TaskSetupException.of(
                    "failed to read template: open " + source + ": no such file or directory", true);
        } catch (final IOException e) {
            throw TaskSetupException.of("failed to read template: " + e.getMessage(), true);
        }
    }

    private static void write(final TemplateSpec template, final String text, final Path target)
            throws TaskSetupException {
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, text.getBytes(StandardCharsets.UTF_8));
            Files.setAttribute(target, "unix:mode", Integer.parseInt(template.permissions(), 8));
        } catch (final IOException | NumberFormatException e) {
            throw TaskSetupException.of("failed to write template to \"" + target + "\": " + e.getMessage(), true);
        }
    }

    /** A path of the job, which must stay inside the task's or the shared directory. */
    private static Path inside(final TaskSetup setup, final String path, final String what) throws TaskSetupException {
        final Path taskRoot = setup.taskDirectory().root();
        final String relative = path.startsWith("/")
                        && !path.startsWith(setup.directory().root().toString())
                ? path.substring(1)
                : path;
        final Path resolved = taskRoot.resolve(relative).normalize();
        if (!resolved.startsWith(taskRoot)
                && !resolved.startsWith(setup.directory().shared())) {
            throw TaskSetupException.of("template " + what + " path escapes alloc directory", false);
        }
        return resolved;
    }

    private static Map<String, String> parse(final TaskSetup setup, final String text, final Path target)
            throws TaskSetupException {
        final Map<String, String> variables = new TreeMap<>();
        int number = 0;
        for (final String raw : text.split("\n", -1)) {
            number++;
            final String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            final int equals = line.indexOf('=');
            if (equals <= 0) {
                throw TaskSetupException.killing(TaskEvents.killingBecause(
                        setup.nowNs(),
                        "Template failed to read environment variables: error parsing env template \"" + target
                                + "\": error on line " + number + ": missing ="));
            }
            variables.put(
                    line.substring(0, equals).strip(),
                    unquoted(line.substring(equals + 1).strip()));
        }
        return variables;
    }

    private static String unquoted(final String value) {
        final boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
