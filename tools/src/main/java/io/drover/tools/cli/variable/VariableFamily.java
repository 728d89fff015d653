package io.drover.tools.cli.variable;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code var}. */
public final class VariableFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with variables. A variable is a path with a few names and values, kept encrypted.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"get", "Read a variable"},
            {"init", "Write an example variable specification"},
            {"list", "List variables"},
            {"lock", "Run a program while a variable is locked"},
            {"purge", "Delete a variable"},
            {"put", "Create or update a variable"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "get" -> new VarGetCommand();
            case "init" -> new VarInitCommand();
            case "list" -> new VarListCommand();
            case "lock" -> new VarLockCommand();
            case "purge" -> new VarPurgeCommand();
            case "put" -> new VarPutCommand();
            default -> null;
        };
    }
}
