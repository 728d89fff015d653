package io.drover.agent.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.template.lang.FunctionException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the functions of one run can look at. Remembers what was asked for, so that it can be watched. */
public interface TemplateSources {
    /** The namespace of the job. */
    String namespace();

    /** A variable of the task or an attribute of the node; null when there is none of that name. */
    @Nullable
    String environment(String name);

    /** The text of a file of the task. */
    String file(String path) throws FunctionException;

    /**
     * What the cluster answers; null as long as it is not known, or, unless the question may be answered by nothing, does not
     * exist. The run goes on, but its result does not count.
     */
    @Nullable
    JsonNode ask(ClusterQuestion question);

    /** The run's result does not count yet, because of this question. */
    void wait(ClusterQuestion question);

    /** The time of the run. */
    Instant now();
}
