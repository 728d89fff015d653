package io.drover.agent.driver.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code java -version} says.
 *
 * @param version version number, for example {@code 17.0.15}.
 * @param runtime the line about the runtime.
 * @param vm the line about the virtual machine.
 */
record JavaRuntimeInfo(String version, String runtime, String vm) {
    private static final Pattern VERSION = Pattern.compile("version \"([^\"]+)\"");
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final long LIMIT_S = 30;

    /** Asks the {@code java} on a search path, or {@code null} when there is none that answers. */
    static @Nullable JavaRuntimeInfo ask(final String program) {
        try {
            final Process process = new ProcessBuilder(program, "-version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            final String output = new String(process.getInputStream().readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            return process.exitValue() == 0 ? parse(output.lines().toList()) : null;
        } catch (final IOException e) {
            return null;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Finds the three lines; other lines (options taken from the environment) may precede them. */
    static @Nullable JavaRuntimeInfo parse(final List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            final Matcher version = VERSION.matcher(lines.get(i));
            if (version.find()) {
                return new JavaRuntimeInfo(
                        version.group(1),
                        i + 1 < lines.size() ? lines.get(i + 1).trim() : "",
                        i + 2 < lines.size() ? lines.get(i + 2).trim() : "");
            }
        }
        return null;
    }

    Map<String, String> attributes() {
        final Map<String, String> attributes = new TreeMap<>();
        attributes.put("driver.java.version", version);
        attributes.put("driver.java.runtime", runtime);
        attributes.put("driver.java.vm", vm);
        return attributes;
    }
}
