package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;

/** Reads converted arguments. */
final class Arguments {

    private Arguments() {}

    static String text(final List<HclValue> arguments, final int index) {
        return ((HclValue.Text) arguments.get(index)).value();
    }

    static HclNumber number(final List<HclValue> arguments, final int index) {
        return (HclNumber) arguments.get(index);
    }

    /** Returns a whole number of 32 bits. */
    static int integer(final List<HclValue> arguments, final int index) throws FunctionException {
        final HclNumber number = number(arguments, index);
        if (!number.isInt64() || number.longValue() != (int) number.longValue()) {
            throw new FunctionException(
                    index, "value must be a whole number, between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
        }
        return (int) number.longValue();
    }

    static List<HclValue> elements(final List<HclValue> arguments, final int index) {
        return ((HclSequence) arguments.get(index)).elements();
    }

    /** Returns the texts of a list argument, none of which may be null. */
    static List<String> texts(final List<HclValue> arguments, final int index) throws FunctionException {
        final List<String> texts = new ArrayList<>();
        for (final HclValue element : elements(arguments, index)) {
            if (!(element instanceof HclValue.Text text)) {
                throw new FunctionException(index, "element " + texts.size() + " is null");
            }
            texts.add(text.value());
        }
        return texts;
    }

    static HclValue listOfTexts(final List<String> texts) {
        final List<HclValue> values = new ArrayList<>(texts.size());
        for (final String text : texts) {
            values.add(HclValue.of(text));
        }
        return HclValue.list(HclType.STRING, values);
    }
}
