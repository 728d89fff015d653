package io.drover.agent.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.agent.model.NetworkStatus;
import java.nio.charset.StandardCharsets;

/** The API form of an allocation's network; all fields are there, also while there is nothing to say. */
final class NetworkStatusJson {
    private NetworkStatusJson() {}

    static byte[] bytes(final NetworkStatus status) {
        final boolean hasDns = !status.dns().isMissingNode() && !status.dns().isNull();
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Address", status.address());
        json.put("AddressIPv6", status.addressIpv6());
        final JsonNode dns = hasDns ? status.dns() : JsonNodeFactory.instance.nullNode();
        json.set("DNS", dns);
        json.put("InterfaceName", status.interfaceName());
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
