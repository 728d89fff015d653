package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;

/** {@code format} and {@code formatlist}. */
final class FormatFunctions {

    private FormatFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.variadic(
                        "format",
                        a -> HclValue.of(new FormatDirectives(Arguments.text(a, 0), a.subList(1, a.size())).render()),
                        Parameter.anyOrNull("args"),
                        Parameter.text("format")),
                HclFunction.variadic(
                        "formatlist",
                        FormatFunctions::formatList,
                        Parameter.anyOrNull("args"),
                        Parameter.text("format")));
    }

    private static HclValue formatList(final List<HclValue> arguments) throws FunctionException {
        final String format = Arguments.text(arguments, 0);
        final List<HclValue> values = arguments.subList(1, arguments.size());
        final int rows = rowCount(values);
        final List<String> results = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            final List<HclValue> rowValues = new ArrayList<>(values.size());
            for (final HclValue value : values) {
                rowValues.add(
                        value instanceof HclSequence sequence
                                ? sequence.elements().get(row)
                                : value);
            }
            try {
                results.add(new FormatDirectives(format, rowValues).render());
            } catch (final FunctionException failure) {
                throw new FunctionException("error on format iteration " + row + ": " + failure.getMessage());
            }
        }
        return Arguments.listOfTexts(results);
    }

    private static int rowCount(final List<HclValue> values) throws FunctionException {
        int rows = -1;
        int chooser = -1;
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof HclSequence sequence)) {
                continue;
            }
            if (rows >= 0 && sequence.size() != rows) {
                throw new FunctionException(
                        i + 1,
                        "argument " + (i + 1) + " has length " + sequence.size()
                                + ", which is inconsistent with argument " + (chooser + 1) + " of length " + rows);
            }
            if (rows < 0) {
                rows = sequence.size();
                chooser = i;
            }
        }
        return rows < 0 ? 1 : rows;
    }
}
