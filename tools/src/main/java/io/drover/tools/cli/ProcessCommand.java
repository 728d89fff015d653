package io.drover.tools.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * A command that runs for long and brings its own part of the program, such as {@code agent}. It is found by its class name,
 * so that nothing of it is loaded for other commands.
 */
final class ProcessCommand implements Command {
    private final String name;
    private final String className;

    ProcessCommand(final String name, final String className) {
        this.name = name;
        this.className = className;
    }

    @Override
    public int run(final List<String> arguments, final Ui ui) {
        try {
            return load().run(arguments, ui);
        } catch (final ReflectiveOperationException e) {
            ui.error("The command \"" + name + "\" is not built into this program.");
            return 1;
        }
    }

    private Command load() throws ReflectiveOperationException {
        try {
            return Class.forName(className)
                    .asSubclass(Command.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (final InvocationTargetException e) {
            throw new IllegalStateException("cannot start " + name, e.getCause());
        }
    }
}
