package io.drover.tools.cli;

import io.drover.tools.Version;
import java.util.List;

/** {@code version}. */
final class VersionCommand implements Command {
    @Override
    public int run(final List<String> arguments, final Ui ui) {
        ui.output(Version.describe());
        return 0;
    }
}
