package io.drover.gateway.http;

import io.drover.gateway.core.Page;
import java.util.List;

/** The whole answer to a query: one or more pages, each consistent in itself; the index is the first one's. */
public final class Pages {
    private final List<Page> pages;
    private final long indexFloor;

    Pages(final List<Page> pages, final long indexFloor) {
        this.pages = pages;
        this.indexFloor = indexFloor;
    }

    /** An answer that came in one page. */
    public static Pages of(final Page page) {
        return new Pages(List.of(page), 0);
    }

    /** Whether the object of a single-object query exists. */
    public boolean isFound() {
        return pages.get(0).isFound();
    }

    /** What a blocking query compares and the header says. */
    public long index() {
        return Math.max(indexFloor, pages.get(0).index());
    }

    /** Index of the state that the first page was read from. */
    public long clusterIndex() {
        return pages.get(0).clusterIndex();
    }

    /** Where the next page starts, when the rows were limited; empty at the end. */
    public byte[] cursor() {
        return pages.get(pages.size() - 1).cursor();
    }

    /** Number of rows on all pages. */
    public int rowCount() {
        return pages.stream().mapToInt(Page::rowCount).sum();
    }

    /** Calls for each row in order. */
    public void forEach(final Page.RowConsumer consumer) {
        pages.forEach(page -> page.forEach(consumer));
    }
}
