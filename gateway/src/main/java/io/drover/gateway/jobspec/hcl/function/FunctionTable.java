package io.drover.gateway.jobspec.hcl.function;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that an evaluation may call, by name. Immutable after construction. */
public final class FunctionTable {

    private final Map<String, HclFunction> functions = new TreeMap<>();

    private FunctionTable() {}

    /** Makes the table of all functions of the job language, file functions included. */
    public static FunctionTable of(final FileAccess files) {
        final FunctionTable table = new FunctionTable();
        table.add(TextFunctions.all());
        table.add(NumberFunctions.all());
        table.add(CollectionFunctions.all());
        table.add(SetFunctions.all());
        table.add(FormatFunctions.all());
        table.add(DateFunctions.all());
        table.add(EncodingFunctions.all());
        table.add(CryptoFunctions.all());
        table.add(NetworkFunctions.all());
        table.add(FileFunctions.all(files));
        return table;
    }

    /** Returns a function, or null when there is none of that name. */
    public @Nullable HclFunction find(final String name) {
        return functions.get(name);
    }

    /** Returns all names in order. */
    public Collection<String> names() {
        return functions.keySet();
    }

    private void add(final Collection<HclFunction> more) {
        for (final HclFunction function : more) {
            functions.put(function.name(), function);
        }
    }
}
