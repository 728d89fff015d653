package io.drover.agent.driver.process;

import io.drover.agent.driver.DriverException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The few shell lines that a fresh process runs before it becomes the task. {@link #prepare} runs with the agent's rights
 * (control group, directory), {@link #become} with the task's (environment, program), so that a variable such as
 * {@code LD_PRELOAD} never acts on a privileged process. The environment travels in a file that only its owner can read and
 * never on a command line.
 */
final class LaunchScript {
    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Names that some shell gives a meaning of its own; set through {@code env} instead. */
    private static final Set<String> SHELL_VARIABLES =
            Set.of("OPTIND", "OPTARG", "LINENO", "PPID", "UID", "EUID", "BASHOPTS", "SHELLOPTS", "_");

    private LaunchScript() {}

    static String prepare(final LaunchSpec spec) throws DriverException {
        final StringBuilder script = new StringBuilder(4096);
        if (spec.cgroup() != null) {
            for (final Path procs : spec.cgroup().procsFiles()) {
                script.append("echo $$ >").append(quote(procs.toString())).append(" || exit 125\n");
            }
        }
        if (spec.oomScoreAdj() > 0) {
            script.append("echo ").append(spec.oomScoreAdj()).append(" >/proc/self/oom_score_adj\n");
        }
        // Told from here, because from here on the task can be signalled and killed: it has its own session and group.
        script.append("echo \"$PPID $$\" >\"${0%launch}started\"\n");
        script.append("cd ").append(quote(spec.workDir().toString())).append(" || exit 125\n");
        final String confine =
                spec.prefix().stream().map(word -> quote(word) + " ").collect(Collectors.joining());
        if (spec.user() == null && confine.isEmpty()) {
            return script.append(become(spec)).toString();
        }
        final String switchUser = spec.user() == null
                ? ""
                : spec.user().becomeCommand().stream()
                        .map(word -> quote(word) + " ")
                        .collect(Collectors.joining());
        return script.append("exec ")
                .append(confine)
                .append(switchUser)
                .append("/bin/sh -s \"$@\" <\"${0%launch}become\"\n")
                .toString();
    }

    static String become(final LaunchSpec spec) throws DriverException {
        return become(spec, "</dev/null");
    }

    /** What a program beside the task runs with the agent's rights; the rest is in a file that comes open, as number 9. */
    static String prepareBeside(final LaunchSpec spec, final String becomeFile) {
        final StringBuilder script = new StringBuilder(512);
        if (spec.cgroup() != null) {
            for (final Path procs : spec.cgroup().procsFiles()) {
                script.append("echo $$ >").append(quote(procs.toString())).append(" || exit 125\n");
            }
        }
        script.append("cd ").append(quote(spec.workDir().toString())).append(" || exit 125\nexec ");
        spec.prefix().forEach(word -> script.append(quote(word)).append(' '));
        if (spec.user() != null) {
            spec.user()
                    .becomeCommand()
                    .forEach(word -> script.append(quote(word)).append(' '));
        }
        return script.append("/bin/sh -c 'eval \"$(cat <&9)\"' sh \"$@\" 9<")
                .append(quote(becomeFile))
                .append('\n')
                .toString();
    }

    /** What it runs with the task's rights. */
    static String becomeBeside(final LaunchSpec spec) throws DriverException {
        return become(spec, "9<&-");
    }

    private static String become(final LaunchSpec spec, final String redirection) throws DriverException {
        final StringBuilder script = new StringBuilder(4096);
        final StringBuilder assignments = new StringBuilder();
        script.append("unset PWD OLDPWD SHLVL _\n");
        for (final Map.Entry<String, String> variable : new TreeMap<>(spec.env()).entrySet()) {
            final String name = variable.getKey();
            final String value = variable.getValue();
            check(name, value);
            if (SHELL_NAME.matcher(name).matches() && !SHELL_VARIABLES.contains(name)) {
                script.append("export ")
                        .append(name)
                        .append('=')
                        .append(quote(value))
                        .append('\n');
            } else {
                assignments.append(' ').append(quote(name + "=" + value));
            }
        }
        script.append("exec ");
        if (assignments.length() > 0) {
            script.append("/usr/bin/env").append(assignments).append(' ');
        }
        return script.append("\"$@\" ").append(redirection).append('\n').toString();
    }

    private static void check(final String name, final String value) throws DriverException {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw DriverException.permanent("environment variable \"" + name.replace("\0", "\\0")
                    + "\" must have a name without '=' and no NUL in its name or value");
        }
    }

    /** One word of a shell's command line. */
    static String quote(final String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
