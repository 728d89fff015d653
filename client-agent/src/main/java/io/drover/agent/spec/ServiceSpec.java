package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A service that a group or a task offers.
 *
 * @param name the name under which it is found.
 * @param provider who keeps the registration; only {@code nomad} is ours.
 * @param portLabel a port label, a number, or empty.
 * @param addressMode which address is advertised.
 * @param address advertised instead of an address of ours, when not empty.
 * @param tags shown with the registration.
 * @param canaryTags shown instead while the allocation is a canary, when not empty.
 * @param checks its health checks.
 */
public record ServiceSpec(
        String name,
        String provider,
        String portLabel,
        String addressMode,
        String address,
        List<String> tags,
        List<String> canaryTags,
        List<CheckSpec> checks) {

    /** Whether the registration lives in our own cluster state. */
    public boolean isNative() {
        return "nomad".equals(provider);
    }

    static List<ServiceSpec> listOf(final JsonNode owner) {
        final List<ServiceSpec> services = new ArrayList<>();
        for (final JsonNode node : JsonFields.array(owner, "Services")) {
            final List<CheckSpec> checks = new ArrayList<>();
            JsonFields.array(node, "Checks").forEach(check -> checks.add(CheckSpec.of(check)));
            services.add(new ServiceSpec(
                    JsonFields.text(node, "Name"),
                    JsonFields.text(node, "Provider"),
                    JsonFields.text(node, "PortLabel"),
                    JsonFields.text(node, "AddressMode"),
                    JsonFields.text(node, "Address"),
                    JsonFields.strings(node, "Tags"),
                    JsonFields.strings(node, "CanaryTags"),
                    checks));
        }
        return services;
    }
}
