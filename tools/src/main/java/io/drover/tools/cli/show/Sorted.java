package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Doc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists in the order in which people read them. */
public final class Sorted {
    private static final Comparator<Doc> NEWEST_FIRST = new NewestFirst();

    private Sorted() {}

    /** Later created ones first; equal ones keep their order. */
    public static List<Doc> newestFirst(final Doc list) {
        final List<Doc> items = new ArrayList<>(list.items());
        items.sort(NEWEST_FIRST);
        return items;
    }

    /** The same as a document. */
    public static Doc newestFirstDoc(final Doc list) {
        return Doc.of(newestFirst(list));
    }

    private static final class NewestFirst implements Comparator<Doc> {
        @Override
        public int compare(final Doc a, final Doc b) {
            return Long.compare(b.number("CreateIndex"), a.number("CreateIndex"));
        }
    }
}
