package io.drover.agent.driver.rawexec;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.config.ConfigReader;
import java.util.List;
import java.util.Map;

/**
 * A task's configuration for {@code raw_exec}.
 *
 * @param command program: absolute, relative to the task's directories, or searched on the agent's path.
 * @param args its arguments.
 * @param workDir absolute directory to start in, or empty for the task directory.
 * @param cgroupV2Override control group to use instead of an own one, relative to the hierarchy's root; or empty.
 * @param cgroupV1Override the same for version 1, controller to path.
 * @param oomScoreAdj added to the kernel's out-of-memory score.
 * @param deniedEnvVars globs of variables that the task does not get.
 */
record RawExecConfig(
        String command,
        List<String> args,
        String workDir,
        String cgroupV2Override,
        Map<String, String> cgroupV1Override,
        long oomScoreAdj,
        List<String> deniedEnvVars) {

    private static final long MAX_OOM_SCORE = 1000;

    static RawExecConfig decode(final JsonNode config) throws DriverException {
        final ConfigReader reader = new ConfigReader(config);
        final RawExecConfig decoded = new RawExecConfig(
                reader.requiredText("command"),
                reader.texts("args"),
                reader.text("work_dir"),
                reader.text("cgroup_v2_override"),
                reader.textMap("cgroup_v1_override"),
                reader.number("oom_score_adj", 0),
                reader.texts("denied_envvars"));
        reader.finish();
        decoded.validate();
        return decoded;
    }

    private void validate() throws DriverException {
        if (!cgroupV1Override.isEmpty() && !cgroupV2Override.isEmpty()) {
            throw invalid("only one of cgroups_v1_override and cgroups_v2_override may be set");
        }
        if (oomScoreAdj < 0) {
            throw invalid("oom_score_adj must not be negative");
        }
        if (oomScoreAdj > MAX_OOM_SCORE) {
            throw invalid("oom_score_adj must not be greater than 1000");
        }
        if (!workDir.isEmpty() && !workDir.startsWith("/")) {
            throw invalid("work_dir must be an absolute path");
        }
    }

    static DriverException invalid(final String finding) {
        return DriverException.permanent("failed driver config validation: " + finding);
    }
}
