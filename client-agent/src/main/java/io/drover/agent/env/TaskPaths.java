package io.drover.agent.env;

/**
 * The directories of a task as the task itself sees them.
 *
 * @param allocDir shared directory of the allocation.
 * @param taskDir the task's local directory.
 * @param secretsDir its secrets directory.
 */
public record TaskPaths(String allocDir, String taskDir, String secretsDir) {
    /** Where they are inside an image or a changed root. */
    public static final TaskPaths ISOLATED = new TaskPaths("/alloc", "/local", "/secrets");
}
