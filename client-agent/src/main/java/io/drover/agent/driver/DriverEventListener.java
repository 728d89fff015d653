package io.drover.agent.driver;

import java.util.Map;

/** Receives what a driver has to tell about a task while it is started or runs; called on any thread, must not block. */
@FunctionalInterface
public interface DriverEventListener {
    /** Ignores everything. */
    DriverEventListener NONE = (taskId, message, annotations) -> {};

    /**
     * Something that users should see as a {@code Driver} event of the task.
     *
     * @param taskId {@link TaskConfig#id()}.
     * @param message one sentence, for example {@code Downloading image}.
     * @param annotations details, for example the image's name.
     */
    void onTaskEvent(String taskId, String message, Map<String, String> annotations);
}
