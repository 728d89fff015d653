package io.drover.cluster.spec;

import io.drover.cluster.state.Text;
import org.agrona.DirectBuffer;

/** Why a spec is refused, as the reply's detail says it. */
final class SpecErrors {
    static final DirectBuffer MALFORMED = Text.of("spec is not a scheduling specification");
    static final DirectBuffer TYPE = Text.of("type is unknown");
    static final DirectBuffer PRIORITY = Text.of("priority is out of range");
    static final DirectBuffer GROUP_COUNT = Text.of("a job has between 1 and JOB_GROUPS_MAX task groups");
    static final DirectBuffer GROUP_NAME = Text.of("a task group has no name, or one that occurs twice");
    static final DirectBuffer TASK_COUNT = Text.of("more tasks than JOB_TASKS_MAX");
    static final DirectBuffer COUNT = Text.of("counts are negative, or their sum is above JOB_COUNT_MAX");
    static final DirectBuffer RESOURCES = Text.of("a resource is negative or too large");
    static final DirectBuffer REFERENCE = Text.of("an element refers to a group or task that is not there");
    static final DirectBuffer PORT = Text.of("a port is out of range");

    private SpecErrors() {}
}
