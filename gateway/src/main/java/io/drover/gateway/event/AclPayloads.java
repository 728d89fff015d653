package io.drover.gateway.event;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;

/** Entries of access control as events carry them: nothing that opens anything. */
final class AclPayloads {
    private AclPayloads() {}

    static JsonObject of(final AclEntry entry) {
        final JsonObject object = entry.document().copy();
        object.remove("Secret");
        object.put("CreateIndex", entry.createIndex()).put("ModifyIndex", entry.modifyIndex());
        switch (entry.kind()) {
            case TOKEN -> {
                object.put("AccessorID", entry.key()).put("SecretID", "").put("Roles", links("ID", entry, "Roles"));
            }
            case ROLE -> object.put("ID", entry.key()).put("Policies", links("Name", entry, "Policies"));
            case BINDING_RULE -> object.put("ID", entry.key());
            default -> object.put("Name", entry.key());
        }
        return object;
    }

    private static JsonArray links(final String name, final AclEntry entry, final String field) {
        final JsonArray links = new JsonArray();
        final List<String> keys = entry.document().texts(field);
        keys.forEach(key -> links.add(new JsonObject().put(name, key)));
        return links;
    }
}
