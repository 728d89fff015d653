package io.drover.agent.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The network that an allocation got.
 *
 * @param interfaceName the interface inside its network namespace, or empty.
 * @param address its IPv4 address, or empty.
 * @param addressIpv6 its IPv6 address, or empty.
 * @param dns resolver settings as an API object; a missing node when it uses the host's.
 */
public record NetworkStatus(String interfaceName, String address, String addressIpv6, JsonNode dns) {}
