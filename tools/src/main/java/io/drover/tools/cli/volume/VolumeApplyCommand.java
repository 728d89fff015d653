package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.http.ApiException;
import java.io.IOException;
import java.util.List;

/** What creating and registering have in common: a specification in a file or on standard input. */
abstract class VolumeApplyCommand extends ApiCommand {
    VolumeApplyCommand(final String name, final String summary) {
        super(name, "[options] <input>", summary);
        flags.bool("policy-override", "Has no effect: there are no such policies.")
                .text("id", "id", "", "Updates the host volume with this id.");
    }

    /** Goes on with a specification that was read. */
    abstract int apply(VolumeSpec spec) throws ApiException;

    @Override
    protected final int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <input>");
        }
        final String path = rest.get(0);
        final String text;
        try {
            text = Sources.read(path, ui());
        } catch (final IOException e) {
            return fail("Failed to read file: open " + path + ": " + e.getMessage());
        }
        final VolumeSpec spec;
        try {
            spec = VolumeSpec.parse(path.equals("-") ? "stdin" : path, text);
        } catch (final IllegalArgumentException e) {
            return fail("Error parsing the volume definition: " + e.getMessage());
        }
        if (!flags.text("id").isEmpty()) {
            spec.volume().put("ID", flags.text("id"));
        }
        return switch (spec.type()) {
            case Volumes.HOST, Volumes.CSI -> apply(spec);
            default -> fail("Error unknown volume type: " + spec.type());
        };
    }
}
