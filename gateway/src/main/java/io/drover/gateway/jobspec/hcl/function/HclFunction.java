package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function with its parameters.
 *
 * @param name how it is called
 * @param parameters the positions that must be given
 * @param variadic what further arguments are, or null when there may be none
 * @param body makes the result of converted arguments
 */
public record HclFunction(
        String name, List<Parameter> parameters, @Nullable Parameter variadic, Body body) {

    /** The work of a function. */
    @FunctionalInterface
    public interface Body {
        /** Makes the result. Arguments are converted, counted and checked for null. */
        HclValue apply(List<HclValue> arguments) throws FunctionException;
    }

    /** The work of a function that is slow. */
    interface SlowBody extends Body {
        /** Returns how many steps of a file's allowance a call takes. */
        long steps(List<HclValue> arguments);
    }

    /** Returns how many steps of a file's allowance a call takes. */
    public long steps(final List<HclValue> arguments) {
        return body instanceof SlowBody slow ? slow.steps(arguments) : 0;
    }

    static HclFunction of(final String name, final Body body, final Parameter... parameters) {
        return new HclFunction(name, List.of(parameters), null, body);
    }

    static HclFunction variadic(
            final String name, final Body body, final Parameter variadic, final Parameter... parameters) {
        return new HclFunction(name, List.of(parameters), variadic, body);
    }

    /** Returns the parameter of a position, or null when there are fewer. */
    public @Nullable Parameter parameter(final int position) {
        return position < parameters.size() ? parameters.get(position) : variadic;
    }
}
