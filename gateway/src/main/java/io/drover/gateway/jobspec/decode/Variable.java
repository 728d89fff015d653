package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declared variable and the value that won. */
final class Variable {

    private final String name;
    private final @Nullable HclType type;
    private final List<VariableValidation> validations;
    private @Nullable Assignment assignment;

    /**
     * A value and where it came from.
     *
     * @param value converted to the type
     * @param origin {@code default}, {@code env}, {@code varfile} or {@code cmd}
     * @param range of the expression, or null
     */
    record Assignment(
            HclValue value, String origin, @Nullable SourceRange range) {}

    Variable(final String name, final @Nullable HclType type, final List<VariableValidation> validations) {
        this.name = name;
        this.type = type;
        this.validations = List.copyOf(validations);
    }

    String name() {
        return name;
    }

    /** Returns the type, or null when neither a type nor a default was given. */
    @Nullable
    HclType type() {
        return type;
    }

    List<VariableValidation> validations() {
        return validations;
    }

    @Nullable
    Assignment assignment() {
        return assignment;
    }

    void assign(final HclValue value, final String origin, final @Nullable SourceRange range) {
        assignment = new Assignment(value, origin, range);
    }

    /** Tells whether values from the command line are taken as they are rather than as expressions. */
    boolean takesPlainText() {
        return type == null || type == HclType.STRING || type == HclType.NUMBER;
    }
}
