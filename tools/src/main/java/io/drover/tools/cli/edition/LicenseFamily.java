package io.drover.tools.cli.edition;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code license …}. */
public final class LicenseFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with licenses, which this edition does not need.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"get", "Show the license of the servers"}, {"inspect", "Show a license file"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "get", "inspect" -> new LicenseCommand(name);
            default -> null;
        };
    }
}
