package io.drover.cluster.command;

/** Ends the open step where one command is several steps. */
@FunctionalInterface
interface StepEnd {
    void run();
}
