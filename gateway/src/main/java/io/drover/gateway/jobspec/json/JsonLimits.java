package io.drover.gateway.jobspec.json;

/**
 * What a document may cost before it is refused.
 *
 * @param maxBytes length of the text
 * @param maxDepth nesting of objects and lists
 * @param maxValues number of values of any kind
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxValues) {

    /** Enough for the largest job document the server stores, small enough to be read in a few milliseconds. */
    public static final JsonLimits DEFAULT = new JsonLimits(16 << 20, 200, 2_000_000);
}
