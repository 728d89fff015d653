package io.drover.agent.template.lang;

import org.jspecify.annotations.Nullable;

/** A function that templates call by name. */
@FunctionalInterface
public interface TemplateFunction {
    /** Its value for these arguments. */
    @Nullable
    Object call(Arguments arguments) throws FunctionException;
}
