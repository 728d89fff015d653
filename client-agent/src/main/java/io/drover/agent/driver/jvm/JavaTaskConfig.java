package io.drover.agent.driver.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.config.ConfigReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A task's configuration for {@code java}.
 *
 * @param mainClass class to run, or empty.
 * @param classPath where classes are searched, or empty.
 * @param jarPath jar to run, or empty.
 * @param jvmOptions options of the virtual machine.
 * @param args arguments of the program.
 * @param workDir absolute directory to start in, or empty for the task directory.
 */
record JavaTaskConfig(
        String mainClass,
        String classPath,
        String jarPath,
        List<String> jvmOptions,
        List<String> args,
        String workDir) {

    static JavaTaskConfig decode(final JsonNode config) throws DriverException {
        final ConfigReader reader = new ConfigReader(config);
        final JavaTaskConfig decoded = new JavaTaskConfig(
                reader.text("class"),
                reader.text("class_path"),
                reader.text("jar_path"),
                reader.texts("jvm_options"),
                reader.texts("args"),
                reader.text("work_dir"));
        checkMode(reader, "pid_mode");
        checkMode(reader, "ipc_mode");
        // A process without isolation has the capabilities of its user; there is nothing to add or drop.
        reader.texts("cap_add");
        reader.texts("cap_drop");
        reader.finish();
        if (decoded.jarPath().isEmpty() && decoded.mainClass().isEmpty()) {
            throw DriverException.permanent("jar_path or class must be specified");
        }
        if (!decoded.workDir().isEmpty() && !decoded.workDir().startsWith("/")) {
            throw DriverException.permanent("failed driver config validation: work_dir must be an absolute path");
        }
        return decoded;
    }

    /** What follows {@code java} on the command line. */
    List<String> arguments() {
        final List<String> arguments = new ArrayList<>(jvmOptions);
        if (!classPath.isEmpty()) {
            arguments.add("-cp");
            arguments.add(classPath);
        }
        if (!jarPath.isEmpty()) {
            arguments.add("-jar");
            arguments.add(jarPath);
        }
        if (!mainClass.isEmpty()) {
            arguments.add(mainClass);
        }
        arguments.addAll(args);
        return arguments;
    }

    private static void checkMode(final ConfigReader reader, final String name) throws DriverException {
        final String mode = reader.text(name);
        if (!mode.isEmpty() && !mode.equals("private") && !mode.equals("host")) {
            throw DriverException.permanent("failed driver config validation: " + name
                    + " must be \"private\" or \"host\", got \"" + mode + "\"");
        }
    }
}
