package io.drover.agent.driver.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes the task's process; immutable.
 *
 * @param command absolute path of the program, or a name that {@code prefix} resolves.
 * @param args its arguments, without the program itself.
 * @param env its whole environment.
 * @param workDir where it starts.
 * @param prefix a command that confines itself and then becomes the task (for example {@code unshare … --}); may be empty.
 * @param user whom it runs as, or {@code null} for the agent's user.
 * @param oomScoreAdj raises the chance to be killed when memory is short, 0 to 1,000.
 * @param cgroup control group to enter, or {@code null} for none.
 */
public record LaunchSpec(
        String command,
        List<String> args,
        Map<String, String> env,
        Path workDir,
        List<String> prefix,
        @Nullable UserAccount user,
        int oomScoreAdj,
        @Nullable TaskCgroup cgroup) {

    /** Copies the collections. */
    public LaunchSpec {
        args = List.copyOf(args);
        env = Map.copyOf(env);
        prefix = List.copyOf(prefix);
    }
}
