package io.drover.tools.quickstart;

import io.drover.tools.Main;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that starts another process of this very program: its launcher when there is one, otherwise the same Java with the
 * same class path.
 */
final class AgentProgram {
    private static final List<String> JVM_FLAGS = List.of(
            "-XX:MaxRAMPercentage=12.5",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED");

    private AgentProgram() {}

    static List<String> commandLine(final List<String> arguments) {
        final List<String> line = new ArrayList<>();
        // A process group of its own: Ctrl-C must reach this program alone, which then stops jobs before it stops
        // agents.
        if (new File("/usr/bin/setsid").canExecute()) {
            line.add("/usr/bin/setsid");
        }
        final String launcher = System.getProperty("drover.launcher", "");
        if (launcher.isEmpty()) {
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.addAll(JVM_FLAGS);
            line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        } else {
            line.add(launcher);
        }
        line.addAll(arguments);
        return line;
    }
}
