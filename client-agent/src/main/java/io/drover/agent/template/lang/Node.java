package io.drover.agent.template.lang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
sealed interface Node {
    /** Text that is printed as it is. */
    record Text(String text) implements Node {}

    /** A pipeline whose value is printed, unless it sets a variable. */
    record Action(Pipeline pipeline) implements Node {}

    /** One of two bodies, by whether the pipeline's value is empty; {@code with} also makes the value the dot. */
    record Branch(boolean isWith, Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

    /** A body per item of the pipeline's value. */
    record Range(Pipeline pipeline, List<Node> body, List<Node> otherwise, int offset) implements Node {}

    /** Ends the current round of the innermost range, or all of them. */
    record Jump(boolean isBreak) implements Node {}

    /** Prints a named template. */
    record Include(String name, @Nullable Pipeline argument, int offset) implements Node {}

    /**
     * Commands, each of which gets the value of the one before as its last argument.
     *
     * @param variables the variables that take the value.
     * @param isDeclaration whether the variables are new.
     * @param offset where it begins.
     */
    record Pipeline(List<String> variables, boolean isDeclaration, List<Command> commands, int offset) {}

    /** A function or member with arguments, or a single operand. */
    record Command(List<Operand> operands, String source, int offset) {}

    /** Something with a value. */
    sealed interface Operand {
        /** A fixed value. */
        record Constant(@Nullable Object value, String source) implements Operand {}

        /** A value, and fields of it one after the other. */
        record Path(Operand base, List<String> fields, String source, int offset) implements Operand {}

        /** The current value. */
        record Dot() implements Operand {}

        /** A variable. */
        record Variable(String name, int offset) implements Operand {}

        /** A pipeline in parentheses. */
        record Nested(Pipeline pipeline) implements Operand {}

        /** A function's name. */
        record Function(String name, int offset) implements Operand {}
    }
}
