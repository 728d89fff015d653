package io.drover.agent.driver.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import io.drover.agent.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logins for registries: the task's own, else the one that a Docker {@code config.json} of the operator holds. */
final class RegistryLogins {
    private static final String DEFAULT_REGISTRY = "docker.io";
    private static final long MAX_BYTES = 1 << 20;

    private final String configFile;

    RegistryLogins(final String configFile) {
        this.configFile = configFile;
    }

    /** The login for an image's registry, or {@code null} for none. */
    @Nullable
    AuthConfig find(final String image, final DockerTaskConfig.Source source) throws DriverException {
        if (source.auth() != null) {
            return ContainerSpec.authConfig(source.auth());
        }
        if (configFile.isEmpty()) {
            return null;
        }
        try {
            return lookup(registry(image));
        } catch (final IOException | IllegalArgumentException e) {
            if (source.authSoftFail()) {
                return null;
            }
            throw new DriverException(
                    "Failed to find docker auth for repo \"" + image + "\": " + e.getMessage(), false, e);
        }
    }

    private @Nullable AuthConfig lookup(final String registry) throws IOException {
        final Path file = Path.of(configFile);
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(configFile + " must not be larger than " + MAX_BYTES + " bytes");
        }
        final JsonNode auths = new ObjectMapper().readTree(file.toFile()).path("auths");
        for (final String key : List.of(
                registry, "https://" + registry, "https://" + registry + "/v1/", "https://index.docker.io/v1/")) {
            final JsonNode entry = auths.path(key);
            if (entry.hasNonNull("auth") && (registry.equals(DEFAULT_REGISTRY) || !key.contains("index.docker.io"))) {
                final String login =
                        new String(Base64.getDecoder().decode(entry.get("auth").asText()), StandardCharsets.UTF_8);
                final int colon = login.indexOf(':');
                if (colon < 0) {
                    throw new IOException("auth of " + key + " must be user:password in base64");
                }
                return new AuthConfig()
                        .withUsername(login.substring(0, colon))
                        .withPassword(login.substring(colon + 1))
                        .withRegistryAddress(key);
            }
        }
        return null;
    }

    /** The registry is what precedes the first slash, if it looks like a host. */
    static String registry(final String image) {
        final int slash = image.indexOf('/');
        final String first = slash < 0 ? "" : image.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : DEFAULT_REGISTRY;
    }
}
