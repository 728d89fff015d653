package io.drover.cluster.scenario;

import io.drover.sbe.command.NodeServicesEncoder;
import io.drover.sbe.command.ServiceDeletesEncoder;
import io.drover.sbe.command.ServiceUpsertsEncoder;
import io.drover.sbe.common.UuidEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Encodes what nodes say of their services. */
final class ServiceText {
    private static final byte[] TAGS = "[]".getBytes(StandardCharsets.US_ASCII);

    private final Names names;

    ServiceText(final Names names) {
        this.names = names;
    }

    /** {@code register s1 name=web of=a1 port=80 from=n1}. */
    ServiceUpsertsEncoder register(final ServiceUpsertsEncoder upserts, final long node, final Words words) {
        final ServiceUpsertsEncoder.ServicesEncoder service =
                upserts.nodeHandle(node).servicesCount(1).next();
        alloc(service.allocId(), words.text("of", "a1"));
        service.port(words.number("port", 80))
                .serviceId(words.word(1))
                .serviceName(words.text("name", "web"))
                .address("10.0.0.1")
                .putTags(TAGS, 0, TAGS.length);
        return upserts;
    }

    /** {@code services s1:a1 s2:a2:8080 from=n1}: all of a node, by id, allocation and port. */
    NodeServicesEncoder all(final NodeServicesEncoder all, final long node, final Words words) {
        final NodeServicesEncoder.ServicesEncoder group = all.nodeHandle(node).servicesCount(words.count() - 1);
        for (int i = 1; i < words.count(); i++) {
            final String[] parts = words.word(i).split(":");
            alloc(group.next().allocId(), parts[1]);
            group.port(parts.length > 2 ? Integer.parseInt(parts[2]) : 80)
                    .serviceId(parts[0])
                    .serviceName("web")
                    .address("10.0.0.1")
                    .putTags(TAGS, 0, TAGS.length);
        }
        return all;
    }

    /** {@code deregister s1}. */
    ServiceDeletesEncoder deregister(final ServiceDeletesEncoder deletes, final Words words) {
        deletes.servicesCount(1).next().namespace("default").serviceId(words.word(1));
        return deletes;
    }

    private void alloc(final UuidEncoder target, final String name) {
        final UUID id = name.equals("nobody") ? new UUID(9, 9) : names.id(name);
        target.high(id.getMostSignificantBits()).low(id.getLeastSignificantBits());
    }
}
