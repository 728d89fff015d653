package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.UUID;

/**
 * What signed identities of nodes say, and of those that are to become nodes.
 *
 * @param region of the cluster.
 * @param issuer who signs, empty when nobody is named.
 */
public record NodeIdentities(String region, String issuer) {
    private static final long NODE_TTL_S = 24 * 60 * 60;
    private static final String NAME = "default";

    /** The identity of a node. */
    public JsonObject node(final String nodeId, final String datacenter, final String pool, final long nowSeconds) {
        return common(nowSeconds, NODE_TTL_S)
                .put("nomad_node_datacenter", datacenter)
                .put("nomad_node_id", nodeId)
                .put("nomad_node_pool", pool)
                .put("sub", String.join(":", "node", region, pool, nodeId, NAME));
    }

    /** What introduces a client as a node with that name in that pool; an empty name is any. */
    public JsonObject introduction(
            final String nodeName, final String pool, final long ttlSeconds, final long nowSeconds) {
        return common(nowSeconds, ttlSeconds)
                .put("nomad_node_name", nodeName)
                .put("nomad_node_pool", pool)
                .put("sub", String.join(":", "node-introduction", region, pool, nodeName, NAME));
    }

    private JsonObject common(final long nowSeconds, final long ttlSeconds) {
        final JsonObject claims = new JsonObject()
                .put("aud", IdentityClaims.AUDIENCE)
                .put("exp", nowSeconds + ttlSeconds)
                .put("iat", nowSeconds);
        if (!issuer.isEmpty()) {
            claims.put("iss", issuer);
        }
        return claims.put("jti", UUID.randomUUID().toString()).put("nbf", nowSeconds);
    }
}
