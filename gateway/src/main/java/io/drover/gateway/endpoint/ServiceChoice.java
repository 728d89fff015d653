package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.render.ServiceView;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * {@code choose=number|key}: that many registrations, the same ones for the same key as long as they are there, others for other
 * keys. Each registration draws a lot from its id and the key; the highest lots are chosen, so that one more or less moves few keys.
 */
final class ServiceChoice {
    private static final ServiceChoice ALL = new ServiceChoice(-1, "");

    private final int count;
    private final String key;

    private ServiceChoice(final int count, final String key) {
        this.count = count;
        this.key = key;
    }

    static ServiceChoice of(final Call call) throws HttpProblem {
        final String text = call.param("choose");
        if (text.isEmpty()) {
            return ALL;
        }
        final int bar = text.indexOf('|');
        try {
            if (bar >= 0 && text.indexOf('|', bar + 1) < 0) {
                return new ServiceChoice(
                        Math.max(0, Integer.parseInt(text.substring(0, bar))), text.substring(bar + 1));
            }
        } catch (final NumberFormatException ex) {
            throw malformed();
        }
        throw malformed();
    }

    List<ServiceView> of(final List<ServiceView> services) {
        return count < 0
                ? services
                : services.stream()
                        .sorted(Comparator.comparingLong(this::lot).reversed().thenComparing(ServiceView::serviceId))
                        .limit(count)
                        .toList();
    }

    private long lot(final ServiceView service) {
        final CRC32C hash = new CRC32C();
        hash.update((service.serviceId() + "|" + key).getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    private static HttpProblem malformed() {
        return new HttpProblem(400, "failed to choose services: Parameter for choose must be in form '<number>|<key>'");
    }
}
