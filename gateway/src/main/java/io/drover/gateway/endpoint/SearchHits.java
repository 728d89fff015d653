package io.drover.gateway.endpoint;

import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one context.
 *
 * @param truncated by context, whether there is more.
 * @param matches by kind of what was found; null where nothing was.
 * @param index of the table that was searched.
 */
record SearchHits(Map<String, @Nullable List<Hit>> matches, Map<String, Boolean> truncated, long index) {
    /** Hits of a context, at most. */
    static final int HITS_MAX = 20;

    /**
     * Something found.
     *
     * @param scope where it is; null for nowhere in particular.
     */
    record Hit(String id, @Nullable List<String> scope) {
        /** A hit by its id alone. */
        static Hit of(final String id) {
            return new Hit(id, null);
        }

        void write(final JsonWriter json, final boolean isScoped) {
            if (!isScoped) {
                json.string(id);
                return;
            }
            json.beginObject();
            json.name("ID").string(id);
            json.name("Scope");
            if (scope == null) {
                json.nil();
            } else {
                json.beginArray();
                scope.forEach(json::string);
                json.endArray();
            }
            json.endObject();
        }
    }

    /** Nothing, of a context that cannot have what was asked for. */
    static SearchHits none(final long index) {
        return new SearchHits(new TreeMap<>(), new TreeMap<>(), index);
    }

    /** The first of these, and whether there are more. */
    static SearchHits of(final SearchContext context, final List<Hit> found, final long index) {
        final SearchHits hits = none(index);
        hits.matches.put(context.text(), found.isEmpty() ? null : found.subList(0, Math.min(found.size(), HITS_MAX)));
        hits.truncated.put(context.text(), found.size() > HITS_MAX);
        return hits;
    }

    /** Both together. */
    SearchHits and(final SearchHits other) {
        final SearchHits both = none(Math.max(index, other.index));
        both.matches.putAll(matches);
        both.matches.putAll(other.matches);
        both.truncated.putAll(truncated);
        both.truncated.putAll(other.truncated);
        return both;
    }

    void write(final JsonWriter json, final boolean isScoped) {
        json.beginObject();
        json.name("Index").number(index);
        json.name("KnownLeader").bool(true);
        json.name("LastContact").number(0);
        json.name("Matches").beginObject();
        matches.forEach((kind, hits) -> {
            json.name(kind);
            if (hits == null) {
                json.nil();
            } else {
                json.beginArray();
                hits.forEach(hit -> hit.write(json, isScoped));
                json.endArray();
            }
        });
        json.endObject();
        json.name("NextToken").string("");
        json.name("Truncations").beginObject();
        truncated.forEach((kind, isTruncated) -> json.name(kind).bool(isTruncated));
        json.endObject();
        json.endObject();
    }
}
